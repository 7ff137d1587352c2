/** What a word can be in a sentence about an end; all that reads a sentence is written in these kinds. */
const KIND_NAMES = [
  // Things, dates, and what the lexicon does not know; marks.
  'windows minor feature build date word name number',
  'comma semi colon dash open close bar',
  // Predicates.
  'retire remove vanish end cease create make update offer use fail scale move change leave reach',
  'keep take need upgrade unsupported come exist grant',
  // Nouns.
  'support lts platform image patch pool version eol endof life retirement removal deadline time',
  'preview part other elsewhere agent user',
  // Little words.
  'not no be have will only new last until prep sub hedge task and but own adv pron former place',
  'repair yet past cancel upto now op from rival say unless shelf',
  // Of images alone.
  'replace withdraw trouble bound old news mine',
] as const;

type Words<S extends string, All = never> = S extends `${infer Word} ${infer Rest}` ? Words<Rest, All | Word> : All | S;

export type Kind = Words<(typeof KIND_NAMES)[number]>;

const KINDS = KIND_NAMES.flatMap((names) => names.split(' ')) as readonly Kind[];

/** The kinds that a text lists; throws for one that is none. */
export function kindsOf(names: string): readonly Kind[] {
  return names.split(/\s+/).map((name) => {
    const kind = KINDS.find((each) => each === name);
    if (!kind) throw new Error(`no kind of word: ${name}`);
    return kind;
  });
}

/** Verbs whose past is not the regular one: the past, and the participle where that is another. */
const IRREGULAR = `
become became | begin began begun | bring brought | build built | choose chose chosen | come came | cut cut
fall fell fallen | get got | give gave given | go went gone | hear heard | hit hit | hold held | keep kept | leave left | let let
lose lost | make made | meet met | run ran run | say said | see saw seen | shut shut
sunset sunset | take took taken | tell told | wind wound | withdraw withdrew withdrawn
`;

export const PAST: ReadonlyMap<string, readonly string[]> = new Map(
  linesOf(IRREGULAR).flatMap((line) =>
    line.split(' | ').map((verb): [string, string[]] => {
      const [base = '', ...past] = verb.split(' ');
      return [base, past];
    }),
  ),
);

/**
 * The words of the grammar, a kind in each line. `~retire` stands for all forms of a verb (`~phase out` inflects the first
 * word, and may go on with nouns), `-support` for all but the base, which is another word. A word may be of several kinds.
 */
const WORDS = `
retire: ~retire | ~deprecate | end of lifed | ~eol | ~switch off | ~turn off
remove: ~remove | ~delete | ~clean up
end: ~end | ~expire | ~close | ~finish | ~terminate | over
cease: ~stop | ~halt
create: ~create/creation/creations | ~deploy | ~provision | ~launch | ~add | ~select | ~choose | az aks create | ~order
make: ~publish | ~provide | ~release | ~issue | ~generate | ~build | ~receive | ~get | ~make | production | ~see | ~roll out
update: ~update | ~patch | ~refresh | ~hotfix
offer: -support | available | ~offer | ~accept | ~allow | possible | ~let | ~permit | valid | around | ~service | ~carry | ~live
offer: ~include | ~honor | ~back | included | ~cover | part of | included in | ~list
use: ~use | ~select | ~choose | ~run | ~host | ~work | ~enable | use | ~function | ~operate
fail: ~fail | ~block | ~disable | ~reject | ~prevent | ~disallow | ~restrict | ~return an error | ~bar | impossible | unavailable
fail: ~deny | ~lock | not possible
scale: ~scale | ~reimage | ~autoscale | scale up | scaling up | reimage
move: ~extend | ~delay | ~defer | extension
change: ~move | ~move over | ~shift | ~change | ~adjust | ~correct
leave: ~leave | ~lose | out of | outside | outside of
reach: ~reach | ~enter | ~go | ~meet | ~transition | ~switch | ~pass | ~fall | ~become | ~move | ~shift | ~end up
keep: ~remain | ~keep | ~stay | ~continue
take: ~drop | ~take | ~pull | ~cut
need: ~need | ~require | ~sign up
upgrade: ~upgrade | ~migrate | migration
unsupported: unavailable | unsupported | end of lifed
come: ~come | ~follow | ~happen | ~appear | due | take place | ~begin | ~start | effective | ~apply | ~complete | taking effect
come: take effect
exist: ~exist | ~contain
grant: ~grant | ~give | ~gain
support: support | maintenance | servicing | availability
lts: lts | akslongtermsupport | long term support
platform: platform support
image: image | images | vhd | node image | node images
patch: patch version | patch versions | security patch | security patches | security updates | fixes | hotfix | updates | patches
patch: servicing
pool: node pool | node pools | nodepool | nodepools | node | nodes | cluster | clusters | pool | pools | agent pool | agent pools
pool: agentpool | agentpools | workloads
version: version | versions | minor version | minor versions | release | releases
eol: expiry | expiration | end of life | eol
endof: end of | last week of
life: window | period | runtime | container runtime
retirement: retirement | deprecation | deprecations
removal: removal | deletion
deadline: date | deadline | day | announcement | timeline
time: time | week | weeks | month | months | year | years | day | days | half | quarter | q1 | q2 | q3 | q4 | h1 | h2
time: patch tuesday | point | moment | today
number: one | two | three | four | six | nine | ten | twelve | fourteen | thirty | sixty | ninety
preview: preview | rollout | roll out | ga | launch
part: maintenance windows | add on | flag | flags | metric | metrics | api | apis | annotation | annotations | label | labels | parameter | parameters | field
part: fields | docs | documentation | page | guide | blog | post | availability zones | dashboard | driver | drivers | container
part: containers | event | events
other: ubuntu2004 | ubuntu2204 | ubuntu2404 | azurelinux2 | azurelinux3 | semi annual channel | base image | base images | container image | container images | ubuntu | azure linux | azurelinux | mariner | cbl mariner
other: azure monitor | flatcar | linux | sql | golang | helm | istio | keda | dapr | kubectl
rival: oracle kubernetes engine | oke | iks | ibm cloud kubernetes service | alibaba cloud | amazon | aws | google cloud | gcp
rival: github actions | actions runner | azure functions | azure pipelines | amazon eks | google kubernetes engine | rancher | rke2
rival: tanzu | azure stack | stack hci | azure local | aks edge | aks arc | aks hybrid | aks engine | azure arc | arc enabled
rival: aks hci | eks | gke | openshift | service fabric | container apps | hosted runner | hosted runners
elsewhere: kubernetes.io | kubernetes project | upstream | mainstream | mainstream support | extended support | mainstream end date
elsewhere: extended end date | self managed | self hosted
agent: aks | aks team | we | azure | azure kubernetes service | kubernetes | k8s | microsoft | service | the service | portal
user: anyone | users | customer | customers | owner | you
not: not | no longer | cannot | can not | never | unable to | unable | neither
no: no | without | nobody | no one | none | nothing
be: is | are | was | were | be | been | being | get | gets | got | getting
now: now
from: from | off
op: az | operation | operations | request | requests | attempts | call | calls | command | commands | specify | specifies
op: specifying | process | action | actions
have: has | have | had | having
will: will | would | shall | may | can | could | do | does | did | to | able | going to | planning to | about to | plan to | plans to | intends to
will: intend to
past: was | were | had | could
cancel: far away | far off | a long way off | years away | not in sight | ~cancel | cancelled | called off | scrapped
cancel: ~revoke | ~retract | off the table | abandoned | reverted | does not apply | on hold | put on hold
only: only | exclusively | solely | alone | reserved | restricted | limited | confined
new: correct | new | more | further | additional | another | extra | any
last: last | final | newest | maximum
until: up to and including | until | till | through | through to
upto: up to | up to and including
prep: in | on | with | for | of | from | at | by | via | within | into | onto | as of | per | between | against | about | using
prep: ahead of | during | than | past | beyond | above | below | to | as | under | covered by | off | through | across | throughout
sub: when | once | if | unless | before | after | while | because | since | as | although | whereas | as soon as | whether | where
hedge: shows | displays | prints | for example | for instance | e.g | suppose | imagine | such as | example | error | i thought
hedge: if i read | if i understand | we thought | thought that | i misread | i misunderstood | wrote | wrongly | mistakenly | by mistake | erroneously
hedge: incorrectly | falsely | hypothetically | error message | message | says | assume | as an example | brownout | brownouts
task: please | must | should | need to | needs to | have to | has to | had to | recommend | ensure | make sure | want to | how to
task: required to
and: and | or | as well as | either | plus | then | nor
but: but | however | thus | so | therefore
own: the | same | a | an | all | every | each | our | your | its | their | this | these | that | those | existing | current | based
own: os | sku | skus | ossku | windows | server | core | ltsc | datacenter | annual | channel | gen1 | gen2 | generation | community
own: standard | general | active | full | agent | worker | critical | operating system | operating systems | hosts | host | integration | managed | vm | vms | virtual machines | base | itself
own: older | old | earlier | anything | original | initial | previous | official | announced | planned | public | value | monthly
own: weekly | regular | remaining | upcoming | plan | underlying | affected | corresponding | respective | associated | matching
own: kubernetesofficial | such | newer | os option | os options | technical | next | first | edition | editions | tier | month
own: types | type | following | listed
adv: both | not only | in other words | right now | as a whole | where it is | as they are | as it is | in place | no earlier than | not earlier than | out | now | up
adv: ever since | on and after | also | already | soon | currently | officially | fully | completely | permanently | still | then | later
adv: finally | afterwards | eventually | longer | any more | anymore | any longer | gradually | progressively | scheduled | planned
adv: expected | set | slated | subject | marked | considered | supposed | at the latest | at latest | no later than | not later than
adv: fyi | together | offline | away | down | no longer | onwards | onward | mid | early | late
pron: it | they | them | ones | one | which | who | whose | there
former: instead | rather | previously | earlier
place: region | regions | advance | alignment | cli | platform | weeks
shelf: shared image gallery | list | lists | calendar | marketplace
repair: ~fix | ~resolve | bug | fixing
yet: yet | at this time | at the moment | intermittently | temporarily | brownout | brownouts
unless: unless | outside | outside of | without
say: ~advise | ~announce | ~hear | ~mention | ~note | ~state | ~confirm | ~communicate | aware | means | announcement | ~say
`;

const NOT_YET_SEEN = `
retire: ~discontinue | ~decommission | ~phase out | ~sunset | ~wind down | ~shut down
remove: ~purge | ~withdraw | ~take down | ~delist
vanish: ~age out | ~disappear | ~go away | gone | is no more | ~go offline
end: ~lapse | ~conclude | ~run out | ~come to an end
cease: ~cease
create: ~pick | new deployments | new deployment | az aks nodepool add | ~bootstrap
make: ~produce | ~deliver | ~ship | ~backport
offer: ~maintain | maintained | a part of | an option | in support | good | ~guarantee | a valid value
use: ~pick | ~combine
fail: ~lose the ability | ~refuse | closed to | ~return a validation error | ~result in an error | ~prohibit | return an error
scale: ~add nodes | ~resize | scale in | scale out | scaling out | scaled out | scaled up
move: ~slip | ~postpone | ~reschedule | ~push | put off | ~prolong | ~move up | ~push back | longer than announced | longer than planned
move: later than announced | later than planned | later than previously | earlier than previously | later than expected | earlier than announced | earlier than planned
move: ~move back | ~bring forward
change: ~revise
leave: ~drop out of | ~exit
reach: ~approach | ~hit | ~near | drops | drop | ~come back
keep: -last | ~retain
need: ~enroll
unsupported: past its end of life | past end of life
come: takes place | takes effect | ga'd
image: vhds | node os image | node os images
patch: patch release | patch releases | security update | security patching | security fix | security fixes | hotfixes | patching
patch: final update | final patch | last patch
version: minor | minors
eol: expiration date | last supported day | last day of support | eos | end of support | end of service
eol: end of servicing | end date | discontinue date | unsupported date
endof: end of its | end of the | last day of | last month of
life: life | lifecycle | lifetime | term | phase | cycle
retirement: retirements | discontinuation
deadline: dates | deadlines | notice | notices | reminder
preview: previews | general availability | freeze
part: gate | gates | banner | wizard | pages | article | articles | availability zone | maintenance window | add ons
agent: az aks get versions
user: everyone | everybody | owners
op: attempt
new: revised
last: closing | final update | final patch | last patch
former: formerly | originally
place: favor | favour | accordance | line
shelf: sig | compute gallery | gallery | galleries | catalog | catalogue
unless: except | except with
adv: with or without lts
say: ~remember | ~inform | ~remind | ~notify | mean | decided | ~tell | ~forget | ~know
`;

/** An entry of the lexicon: its kind, and the word or words as the line has them. */
export interface Entry {
  readonly kind: Kind;
  readonly words: string;
}

/** Plain words of the field that no known note has used yet; one that a note uses moves up. */
export const UNSEEN: readonly Entry[] = entriesOf(NOT_YET_SEEN);

export const LEXICON: readonly Entry[] = [...entriesOf(WORDS), ...UNSEEN];

/** The entries of a block of data: a kind in each line, and its words. */
export function entriesOf(block: string): Entry[] {
  return linesOf(block).flatMap((line) => {
    const [name = '', words = ''] = line.split(/: (.*)/);
    return kindsOf(name).flatMap((kind) => words.split(' | ').map((each) => ({ kind, words: each })));
  });
}

/** The lines of a block of data, without the empty ones and remarks. */
function linesOf(block: string): string[] {
  return block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}
