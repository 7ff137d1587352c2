import manifest from '../../../package.json' with { type: 'json' };

/** `vhdwatch/0.1.0`: whoever asks a public server says who it is. */
export const USER_AGENT = `vhdwatch/${manifest.version}`;
