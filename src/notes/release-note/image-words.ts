import { type Entry, entriesOf, LEXICON } from './lexicon.ts';

/** Words that matter where an image is named, beside those of the lexicon; written as those are. */
const WORDS = `
update: ~bump | ~promote | ~re release | ~cherry pick | ~revert | rebuilt | rebuild | rebuilds | respun | ~correct
make: ~bring | ~introduce | ~contain | ~carry | ~hold | live | ~load
change: ~advance | ~roll | goes up | went up | go up | ~take the place of | takes its place | took its place
replace: ~replace | ~supersede | ~succeed | replacement
change: ~replace | ~supersede | ~succeed
news: new | newest | latest | most recent | now | today | current | in all regions | in every region | all regions | every region | out
news: replacement | available | default | defaults | hotfix | refresh | as of yesterday
withdraw: ~withdraw | ~pull | ~recall | ~revoke | ~roll back | ~take back | ~take down | ~undo
take: ~recall | ~revoke | ~roll back | ~take back | withdrawal | recall
fail: -crash | -hang | -freeze | -affect | -impact | -regress | -break | ~reproduce
trouble: ~crash/crashes | ~hang/hangs | ~freeze | ~affect | ~impact | regression | regressions | vulnerable | vulnerability | known issue
trouble: known issues | issue | issues | problem | problems | failure | failures | ~fail | error | errors | broken | workaround | bug | bugs
trouble: not found | does not exist | expired | does not work | fault | faults | ~lose | ~break | ~hit
bound: or later | or newer | or above | or higher | or greater | and later | and newer | and above | and higher | and up | or up
bound: at least | minimum | as a minimum | older than | earlier than | newer than | later than | lower than | higher than | prior to
bound: below | above | beyond | before version | starting from | starting with | or older | or earlier | and older | and earlier
bound: or below | or lower
old: from | than | since | until | before | previously | formerly | instead of | in place of | was | were | prior to | old | previous
old: predecessor | introduced with | introduced by | introduced in | caused by | seen with | found in | former | compared with | compared to | last week | replaced | earlier
mine: my | the same on | i | i'm | i've | we see | we saw | we are on | we run | we use | we tried | somebody | someone | anybody
hedge: additional context | environment | to reproduce | steps to reproduce | describe the bug | what happened | expected | actual | known limitations | output
hedge: outputs | example output | prerequisites | such as | looks like | look like | sample | naming convention | naming scheme | format
hedge: label | labels | returns | reads | tutorial | nodeimageversion | node image version label | policy | ~print | ~return | ~report
adv: why we need it | please note | please see | please refer to | please review
hedge: tested with | tested on | tested against | verified on | verified with | validated on | in production
hedge: like | typical | resembles | has the form | of the form | template | reports | field | command | troubleshooting | tag
need: ~avoid | ~pin | frozen | paused | halted | ~skip | unchanged | to be used
repair: ~fix | ~mitigate | ~address | ~remediate | ~solve | ~repair | ~mend | ~resolve | ~correct | ~clear up | no longer | ~cure
make: ~fix | ~mitigate | ~address | ~remediate | ~solve | ~repair | ~mend | ~resolve | ~cure
`;

/** What a sentence that names an image is scanned by. */
export const IMAGE_LEXICON: readonly Entry[] = [...LEXICON, ...entriesOf(WORDS)];
