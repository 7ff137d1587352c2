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
become became | begin began begun | bring brought | build built | choose chose chosen | come came | cut cut | draw drew drawn
fall fell fallen | get got | give gave given | go went gone | hit hit | hold held | keep kept | lay laid | leave left | let let
lose lost | make made | meet met | put put | quit quit | run ran run | say said | see saw seen | shut shut | spin spun
stand stood | sunset sunset | take took taken | tell told | wind wound | withdraw withdrew withdrawn
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
retire: ~retire | ~deprecate | ~discontinue | ~decommission | ~obsolete | ~phase out | end of lifed | ~call time on | ~eol | ~sunset
retire: ~wind down | ~pull the plug on | ~part with | ~lay to rest | ~put to rest | ~axe | ~bring to an end | ~wrap up | ~let go of
retire: ~shut down | ~switch off | ~turn off | ~close the chapter on | ~scrap | ~kill | ~kill off | ~mothball | ~abolish
retire: ~put an end to | ~cut off | ~fade out | ~bow out | ~part ways with | ~draw a line under | ~sign off | ~die | ~go out of service
remove: ~remove | ~delete | ~purge | ~erase | ~wipe | ~clean up | ~withdraw | ~take down | ~take away | ~delist | ~unlist | ~unpublish
remove: ~destroy | ~strip | ~scrub | ~clear out
vanish: ~drop off | ~age out | ~roll off | ~die out | ~step down | ~drop out | ~cease to be | ~fall off | dead | ~disappear | ~vanish
vanish: ~go away | gone | is history | are history | is no more | ~go dark | ~go offline
vanish: ~go out with
end: ~end | ~expire | ~lapse | ~close | ~conclude | ~finish | ~terminate | ~run out | over | ended for good | ~come to an end | ~dry up
end: ~come to its close | ~draw to a close | ~elapse | ~cease to exist | ~wrap up | at an end | ~come to a close | ~come to its end
cease: ~give up | ~stop | ~cease | ~quit | ~halt
create: ~create/creation/creations | ~deploy | ~provision | ~launch | ~add | ~select | ~pick | ~choose | new deployments
create: new deployment | az aks nodepool add | az aks create | ~spin up | ~stand up | ~bootstrap | ~instantiate | ~order | ~bring up
make: ~produce | ~publish | ~provide | ~release | ~issue | ~deliver | ~generate | ~build | ~receive | ~ship | ~get | ~make | production
make: ~get back | ~see | ~roll out | ~put out | ~bake | ~compile | ~respin | ~supply | ~distribute | ~upload | ~backport | ~assemble
update: ~update | ~patch | ~refresh | ~hotfix | ~fix up
offer: -support | available | ~offer | ~maintain | usable | ~accept | ~allow | possible | maintained | ~let | ~permit | selectable
offer: valid | an option | a choice | in support | good | around | ~service | entitled to support | ~carry | ~live | ~survive | ~outlive | ~include
offer: ~guarantee | ~honor | ~honour | ~back | ~stand behind | included | ~cover | part of | a part of | included in | listed in | present in
offer: ~list | a valid value | a valid option
use: ~use | ~select | ~pick | ~choose | ~run | ~host | ~work | ~enable | ~combine | use | ~function | ~operate
fail: ~fail | ~block | ~disable | ~reject | ~prevent | ~refuse | ~disallow | ~restrict | forbidden | out of the question | ruled out
fail: closed to | ~return a validation error | ~return an error | ~end in an error | ~result in an error | not an option | off limits | ~bar | ~forbid | ~prohibit | blocked off | ~decline | impossible | unavailable | return an error
fail: returns an error | returned an error | turned down | ~deny | ~ban | ~error out | greyed out | grayed out | ~lock | not possible
scale: ~add nodes | ~add instances | ~add capacity | ~scale | ~reimage | ~autoscale | ~resize | grow | grows | scale in | scale up
scale: scale out | scaling out | scaling up | scaled out | scaled up | reimage
move: ~extend | ~postpone | ~delay | ~defer | ~prolong | ~reschedule | extension | ~lengthen | ~stretch | ~push | put off | put back
move: set back | ~push back | ~push out | ~move up | longer than announced | longer than planned | later than announced
move: later than planned | later than expected | earlier than announced | earlier than planned | earlier than expected
move: sooner than planned | sooner than announced | ~bring forward
change: ~move | ~move over | ~switch over | ~shift | ~change | ~slip | ~adjust | ~revise | ~correct
leave: ~drop out of | ~leave | ~lose | ~exit | out of | outside | outside of
reach: ~reach | ~hit | ~enter | ~go | ~approach | ~meet | ~transition | ~switch | ~pass | ~fall | ~become | left with | ~near | drops
reach: drop | ~move | ~shift
keep: -last | ~remain | ~keep | ~stay | ~continue | ~retain | ~hold
take: ~drop | ~take | ~pull | ~yank | ~cut
need: ~need | ~require | ~enroll | ~sign up
upgrade: ~upgrade | ~migrate | migration | upgradeable | upgradable
unsupported: unavailable | unsupported | past its end of life | past end of life | end of lifed
come: ~come | ~come out | ~follow | ~happen | ~appear | ~arrive | due | take place | takes place | ~begin | ~start | effective | ~apply
come: ~complete | ga'd | taking effect | takes effect | take effect
exist: ~exist | ~contain
grant: ~grant | ~give | ~gain
support: support | maintenance | servicing | coverage | upkeep | backing | availability
lts: lts | akslongtermsupport | long term support
platform: platform support
image: image | images | vhd | vhds | node image | node images | node os image | node os images
patch: patch version | patch versions | patch release | patch releases | security patch | security patches | security update
patch: security updates | security patching | security fix | security fixes | fixes | hotfix | hotfixes | updates | patches | patching | servicing
patch: final update | final patch | last patch
pool: node pool | node pools | nodepool | nodepools | node | nodes | cluster | clusters | pool | pools | agent pool | agent pools
pool: agentpool | agentpools | workloads
version: version | versions | minor | minors | minor version | minor versions | release | releases
eol: end of the road | end of the line | cut off date | cutoff date | expiry date | expiration date | rip | last orders | curtain falls
eol: curtain closes | expiry | expiration | final curtain | last call | last supported day | last day of support | last supported month
eol: end of life | eol | eos | end of support | end of service | end of maintenance | end of servicing | end date
endof: end of | ending of | end of its | end of the | last day of | last month of | last day in | last day under | curtain falls on
endof: curtain closes on | curtain comes down on | time is up for | the end for | last call for | goodbye to | wave goodbye to
endof: waves goodbye to | good bye to | farewell to | adieu to | last orders for | last week of | last weeks of
endof: last months of
life: life | lifecycle | lifetime | window | period | term | phase | cycle | runtime | container runtime
retirement: retirement | retirements | deprecation | deprecations | discontinuation | decommissioning | sunset date | phase out
removal: removal | deletion
deadline: date | dates | deadline | deadlines | day | notice | notices | announcement | reminder | timeline
time: time | week | weeks | month | months | year | years | day | days | half | quarter | q1 | q2 | q3 | q4 | h1 | h2 | patch tuesday | point | moment
time: today
number: one | two | three | four | six | nine | ten | twelve | fourteen | thirty | sixty | ninety
preview: preview | previews | trial | trials | promotion | rollout | roll out | ga | general availability | launch | freeze
preview: publication
part: flag | flags | gate | gates | metric | metrics | api | apis | annotation | annotations | label | labels | parameter | parameters
part: field | fields | banner | wizard | docs | documentation | page | pages | guide | article | articles | blog | post | changelog
part: readme | availability zone | availability zones | dashboard | dashboards | driver | drivers | container | containers | event
part: events
other: base image | base images | container image | container images | ubuntu | azure linux | azurelinux | mariner | cbl mariner
other: azure monitor | flatcar | linux | sql | golang | helm | istio | keda | dapr | kubectl
rival: oracle kubernetes engine | oke | iks | ibm cloud kubernetes service | alibaba cloud | amazon | aws | google cloud | gcp
rival: github actions | actions runner | azure functions | azure pipelines | amazon eks | google kubernetes engine | rancher | rke2
rival: tanzu | azure stack | stack hci | azure local | aks edge | aks arc | aks hybrid | aks engine | azure arc | arc enabled | aks hci
rival: eks | gke | openshift | service fabric | container apps | hosted runner | hosted runners
elsewhere: kubernetes.io | kubernetes project | upstream | mainstream | mainstream support | extended support | mainstream end date
elsewhere: extended end date
agent: az aks get versions | aks | aks team | we | azure | azure kubernetes service | kubernetes | k8s | microsoft | service
agent: the service | portal
user: everyone | everybody | anyone | users | customer | customers | owner | owners | subscriber | subscribers | you | people
not: no way to | impossible to | not | no longer | cannot | can not | never | unable to | unable | neither
no: no | without | nobody | no one | none | nothing
be: is | are | was | were | be | been | being | get | gets | got | getting
now: now
from: from | off
op: az | operation | operations | request | requests | attempt | attempts | call | calls | command | commands | specify | specifies
op: specifying | process | action | actions
have: has | have | had | having
will: will | would | shall | may | can | could | do | does | did | to | able | going to | about to | plan to | plans to | intends to
will: intend to
past: was | were | had | could
cancel: far away | far off | a long way off | years away | not in sight | ~cancel | cancelled | called off | scrapped | off the table
cancel: abandoned | reverted | does not apply | on hold | put on hold
only: only | exclusively | solely | alone | reserved | restricted | limited | confined
new: correct | revised | new | more | further | additional | another | extra | any | fresh
last: last | final | closing | ultimate | highest | newest | maximum | final update | final patch | last patch
until: up to and including | until | till | through | through to
upto: up to | up to and including
prep: in | on | with | for | of | from | at | by | via | within | into | onto | as of | per | between | against | about | using | during
prep: than | past | beyond | above | below | to | as | under | covered by | off | through | across | throughout
sub: when | once | if | unless | before | after | while | because | since | as | although | whereas | as soon as | whether | where
hedge: shows | displays | prints | is invalid | for example | for instance | e.g | suppose | imagine | such as | example | error
hedge: i thought | we thought | thought that | i misread | i misunderstood | wrongly | mistakenly | by mistake | erroneously | incorrectly | falsely | error message | message | says | wrote | hypothetically | assume | as an example | brownout | brownouts
task: please | must | should | need to | needs to | have to | has to | had to | recommend | ensure | make sure | want to | how to
task: required to
and: and | or | as well as | both | either | plus | then | nor
but: but | however | thus | so
own: the | same | a | an | all | every | each | our | your | its | their | this | these | that | those | existing | current | based | os | sku
own: skus | ossku | windows | server | core | ltsc | datacenter | annual | channel | gen1 | gen2 | generation | community | standard
own: general | active | full | agent | operating system | operating systems | hosts | host | vm | vms | base | itself | older | old
own: earlier | anything | original | initial | previous | official | announced | planned | public | value | monthly | weekly | regular | remaining | upcoming | plan
own: underlying | affected | corresponding | respective | associated | matching | kubernetesofficial | such | newer | os option | os options | technical | next | first | edition | editions | tier | month | types | type | following | listed
adv: right now | as a whole | where they are | where it is | as they are | as it is | in place | no earlier than | not earlier than | out | alive | now | up | on and after | also | already | soon | currently | officially | fully | completely | permanently | still | then | later
adv: finally | afterwards | eventually | longer | any more | anymore | any longer | altogether | gradually | progressively | scheduled
adv: planned | expected | set | slated | subject | marked | considered | supposed | at the latest | at latest | no later than
adv: not later than | offline | away | down | no longer | onwards | onward | mid | early | late
pron: it | they | them | ones | one | which | who | whose | there
former: instead | rather | previously | formerly | originally | earlier
place: region | regions | favor | favour | advance | accordance | line | alignment | cli | platform | weeks
shelf: sig | shared image gallery | compute gallery | list | lists | gallery | galleries | calendar | catalog | catalogue | marketplace
repair: ~fix | ~resolve | bug | fixing
yet: yet | now and then | at times | from time to time | occasionally | intermittently | temporarily | for a while | brownout
yet: brownouts
unless: unless | outside | outside of | without | except | except with
say: ~announce | ~mention | ~inform | ~note | ~remind | ~state | ~confirm | ~communicate | ~explain | ~notify | aware | mean | means
say: decided | announcement | ~say | ~tell
`;

/** An entry of the lexicon: its kind, and the word or words as the line has them. */
export interface Entry {
  readonly kind: Kind;
  readonly words: string;
}

export const LEXICON: readonly Entry[] = entriesOf(WORDS);

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
