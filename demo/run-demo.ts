import { playDemo } from './play-demo.ts';

process.exitCode = await playDemo(process.argv.slice(2));
