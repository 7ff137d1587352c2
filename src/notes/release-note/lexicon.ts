/** What a word can be in a sentence about an end; frames are written in these kinds. */
const KIND_NAMES = [
  // Things, dates, and what the lexicon does not know; marks.
  'windows minor feature date word name number',
  'comma semi colon dash open close bar',
  // Predicates.
  'retire remove vanish end cease create make update offer use fail scale move change leave reach',
  'keep take need upgrade unsupported come exist grant',
  // Nouns.
  'support lts platform image patch pool version eol endof life retirement removal deadline time',
  'preview part other elsewhere agent user',
  // Little words.
  'not no be have will only new last until prep sub hedge task and but own adv pron former place',
  'repair yet past cancel upto now op from rival win say unless',
] as const;

type Words<S extends string, All = never> = S extends `${infer Word} ${infer Rest}` ? Words<Rest, All | Word> : All | S;

export type Kind = Words<(typeof KIND_NAMES)[number]>;

export const KINDS = KIND_NAMES.flatMap((names) => names.split(' ')) as readonly Kind[];

/** The kinds that a text lists; throws for one that is none. */
export function kindsOf(names: string): readonly Kind[] {
  return names.split(/\s+/).map((name) => {
    const kind = KINDS.find((each) => each === name);
    if (!kind) throw new Error(`no kind of word: ${name}`);
    return kind;
  });
}

/**
 * The words of the grammar, a kind in each line. `~retire` stands for all forms of a regular verb (`~phase out` inflects
 * the first word), `=leave/leaves/left/leaving` gives the forms of an irregular one, then its nouns. A word may be of several kinds.
 */
const WORDS = `
retire: ~retire | ~deprecate | ~discontinue | ~decommission | ~obsolete | ~phase out | end of lifed
retire: =call time on/calls time on/called time on/calling time on
retire: =eol/eols/eoled/eoling | =sunset/sunsets/sunset/sunsetting | =wind down/winds down/wound down/winding down
retire: =pull the plug on/pulls the plug on/pulled the plug on/pulling the plug on | =part with/parts with/parted with/parting with
retire: =lay to rest/lays to rest/laid to rest/laying to rest | =put to rest/puts to rest/put to rest/putting to rest | ~axe
retire: =bring to an end/brings to an end/brought to an end/bringing to an end | ~wrap up
retire: =let go of/lets go of/let go of/letting go of
retire: =shut down/shuts down/shut down/shutting down | ~switch off | ~turn off | =close the chapter on/closes the chapter on
retire: ~scrap | ~kill | ~kill off | ~mothball | ~abolish
retire: =put an end to/puts an end to/put an end to/putting an end to | =cut off/cuts off/cut off/cutting off | ~fade out
retire: =bow out/bows out/bowed out/bowing out
retire: =part ways with/parts ways with/parted ways with/parting ways with | =draw a line under/draws a line under
retire: ~sign off | =die/dies/died/dying
remove: ~remove | ~delete | ~purge | ~erase | ~wipe | ~clean up | =withdraw/withdraws/withdrawn/withdrawing
remove: withdrew | =take down/takes down/taken down/taking down | took down
remove: =take away/takes away/taken away/taking away
remove: ~delist | ~unlist | ~unpublish | ~destroy | ~strip | ~scrub | =clear out/clears out/cleared out/clearing out
vanish: ~drop off | ~age out | ~roll off
vanish: =die out/dies out/died out/dying out | ~step down
vanish: ~drop out | ~cease to be
vanish: =fall off/falls off/fell off/falling off | dead
vanish: ~disappear | ~vanish | =go away/goes away/gone away/going away | gone | is history | are history | is no more
vanish: =go dark/goes dark/gone dark/going dark | went dark | =go offline/goes offline/gone offline/going offline
end: ~end | ~expire | ~lapse | ~close | ~conclude | ~finish | ~terminate | =run out/runs out/ran out/running out
end: over | ended for good
end: =come to an end/comes to an end/came to an end/coming to an end | came to its end | comes to its end
vanish: =come to its close/comes to its close/came to its close/coming to its close
vanish: =draw to a close/draws to a close/drawn to a close/drawing to a close
retire: =go out of service/goes out of service/went out of service/going out of service
vanish: =come to an end/comes to an end/came to an end/coming to an end | came to its end | comes to its end
end: =dry up/dries up/dried up/drying up | ~elapse | ~cease to exist | ~wrap up | at an end | =come to a close/comes to a close/came to a close/coming to a close
cease: =give up/gives up/given up/giving up | gave up | ~stop | ~cease | =quit/quits/quit/quitting | ~halt
create: =create/creates/created/creating/creation/creations | ~deploy | ~provision | ~launch | ~add
create: ~select | ~pick | =choose/chooses/chosen/choosing
create: new deployments | new deployment
create: =spin up/spins up/spun up/spinning up
create: =stand up/stands up/stood up/standing up | ~bootstrap | ~instantiate | ~order | =bring up/brings up/brought up/bringing up
make: ~produce | ~publish | ~provide | ~release | ~issue | ~deliver | ~generate | =build/builds/built/building
make: ~receive | ~ship | =get/gets/got/getting | =make/makes/made/making | production
make: =see/sees/seen/seeing
make: ~roll out | ~put out | ~bake | ~compile | ~respin | ~supply | ~distribute | ~upload | ~backport | ~assemble
update: ~update | ~patch | ~refresh | ~hotfix | ~fix up
offer: =offer/supports/supported/supporting | available | ~offer | ~maintain | usable | ~accept | ~allow | possible
offer: maintained | =let/lets/let/letting | =permit/permits/permitted/permitting | selectable | valid | an option | a choice | in support
offer: good | around | ~service | entitled to support | =carry/carries/carried/carrying
offer: ~live | ~survive | ~guarantee | ~honor | ~honour | ~back | =stand behind/stands behind/stood behind/standing behind
offer: included | ~cover | part of | included in | listed in | present in | a valid value | a valid option
use: ~use | ~select | ~pick | =choose/chooses/chosen/choosing | =run/runs/run/running | ~host | ~work | ~enable
use: ~combine | use | ~function | ~operate
fail: ~fail | ~block | ~disable | ~reject | ~prevent | ~refuse | ~disallow | ~restrict | forbidden
fail: out of the question | ruled out | not an option | off limits | ~bar | ~forbid | ~prohibit | blocked off
fail: ~decline | impossible | unavailable | return an error | returns an error | returned an error | turned down
fail: =deny/denies/denied/denying
fail: ~ban | ~error out | greyed out | grayed out | ~lock | not possible
scale: ~add nodes | ~add instances | ~add capacity | ~scale | ~reimage | ~autoscale | ~resize | grow | grows | scale in | scale up | scale out | scaling out | scaling up | scaled out | scaled up | reimage
move: ~extend | ~postpone | ~delay | =defer/defers/deferred/deferring | ~prolong | ~reschedule | extension
move: ~lengthen | ~stretch | ~push | put off | put back | set back | =push back/pushes back/pushed back/pushing back | ~push out | ~move up
move: longer than announced | longer than planned | later than announced | later than planned | later than expected
move: earlier than announced | earlier than planned | earlier than expected | sooner than planned
move: sooner than announced | =bring forward/brings forward/brought forward/bringing forward
change: ~move | ~shift | ~change | ~slip | ~adjust | ~revise | ~correct
leave: ~drop out of
leave: =leave/leaves/left/leaving | =lose/loses/lost/losing | ~exit | out of | outside | outside of
reach: ~reach | =hit/hits/hit/hitting | ~enter | =go/goes/went/going | ~approach | =meet/meets/met/meeting
reach: ~transition | ~switch | ~pass | =fall/falls/fell/falling | fallen | =become/becomes/became/becoming | left with
reach: ~near | drops | drop | ~move | ~shift
keep: =endure/lasts/lasted/lasting | ~remain | =keep/keeps/kept/keeping | ~stay | ~continue | ~retain | =hold/holds/held/holding
take: ~drop | =take/takes/taken/taking | took | =pull/pulls/pulled/pulling | ~yank | =cut/cuts/cut/cutting
need: ~need | ~require | ~enroll | =sign up/signs up/signed up/signing up
upgrade: ~upgrade | ~migrate | migration | upgradeable | upgradable
unsupported: unavailable | unsupported | past its end of life | past end of life | end of lifed
come: =come/comes/came/coming | ~follow | ~happen | ~appear | ~arrive | due | take place | takes place
come: =begin/begins/began/beginning | ~start | effective | =apply/applies/applied/applying | taking effect
come: takes effect | take effect
exist: ~exist
grant: ~grant | =give/gives/given/giving | gave | ~gain
support: support | maintenance | servicing | coverage | upkeep | backing | availability
lts: lts | akslongtermsupport | long term support
platform: platform support
image: image | images | vhd | vhds | node image | node images | node os image | node os images
patch: patch version | patch versions | patch release | patch releases | security patch | security patches | security update | security updates | security fix | security fixes
patch: fixes | hotfix | hotfixes | updates | patches | patching | servicing
pool: node pool | node pools | nodepool | nodepools | node | nodes | cluster | clusters | pool | pools | agent pool
pool: agent pools | agentpool | agentpools | workloads
version: version | versions | minor | minors | minor version | minor versions | release | releases
eol: end of the road | end of the line | cut off date | cutoff date | expiry date | expiration date | rip | last orders
eol: curtain falls | curtain closes | expiry | expiration | final curtain | last call | last supported day
eol: last day of support | last supported month | end of life | eol | eos | end of support | end of service
eol: end of maintenance | end of servicing | end date
endof: end of | ending of | end of its | end of the | last day of | last month of | last day in | last day under
endof: curtain falls on | curtain closes on | curtain comes down on | time is up for | the end for | last call for
endof: goodbye to | wave goodbye to | waves goodbye to | good bye to | farewell to | adieu to | last orders for | end for
endof: last week of | last weeks of | last months of
life: life | lifecycle | lifetime | window | period | term | phase | cycle | runtime | container runtime
retirement: retirement | retirements | deprecation | deprecations | discontinuation | decommissioning | sunset date
retirement: phase out
removal: removal | deletion
deadline: date | dates | deadline | deadlines | day | notice | notices | announcement | reminder | timeline
time: time | week | weeks | month | months | year | years | day | days | half | quarter | q1 | q2 | q3 | q4 | h1 | h2
time: patch tuesday | today
number: one | two | three | four | six | nine | ten | twelve | fourteen | thirty | sixty | ninety
preview: preview | previews | trial | trials | promotion | rollout | roll out | ga | general availability | launch
preview: freeze | publication
part: flag | flags | gate | gates | metric | metrics | api | apis | annotation | annotations | label | labels
part: parameter | parameters | field | fields | banner | wizard | docs | documentation | page | pages | guide
part: article | articles | blog | post | changelog | readme | availability zone | availability zones
part: dashboard | dashboards | driver | drivers | container | containers | event | events
other: base image | base images | container image | container images
other: ubuntu | azure linux | azurelinux | mariner | cbl mariner | flatcar | linux | sql | golang | helm
rival: oracle kubernetes engine | oke | iks | ibm cloud kubernetes service | alibaba cloud
other: istio | keda | dapr | kubectl
rival: amazon | aws | google cloud | gcp | github actions | actions runner | azure functions | azure pipelines
rival: amazon eks | google kubernetes engine | rancher | rke2 | tanzu
rival: azure stack | stack hci | azure local | aks edge | aks arc | aks hybrid | aks engine | azure arc
rival: arc enabled | aks hci | eks | gke | openshift | service fabric | container apps
elsewhere: kubernetes project | upstream | mainstream | mainstream support | extended support
agent: az aks get versions | aks | aks team | we | azure | azure kubernetes service | kubernetes | k8s | microsoft | service | the service
user: everyone | everybody | anyone | users | customer | customers | owner | owners | subscriber | subscribers | you | people
not: no way to | impossible to | not | no longer | cannot | can not | never | unable to | unable | neither | nor
no: no | without | nobody | no one | none | nothing
be: is | are | was | were | be | been | being | get | gets | got | getting
now: now
win: windows
from: from | off
op: operation | operations | request | requests | attempt | attempts | call | calls | command | commands | specify
op: specifies | specifying | process | action | actions
have: has | have | had | having
will: will | would | shall | may | can | could | do | does | did | to | able | going to | about to | plan to
will: plans to | intends to | intend to
past: was | were | had | could
cancel: far away | far off | a long way off | years away | not in sight
cancel: ~cancel | cancelled | called off | scrapped | off the table | abandoned | reverted | does not apply
only: only | exclusively | solely | alone | reserved | restricted | limited | confined
new: new | more | further | additional | another | extra | any | fresh
last: last | final | closing | ultimate | highest | newest | maximum
until: up to and including | until | till | through | through to
upto: up to | up to and including
prep: in | on | with | for | of | from | at | by | via | within | into | onto | as of | per | between | against
prep: about | using | during | than | past | beyond | above | below | to | as | under | covered by | off | through | across | throughout
sub: when | once | if | unless | before | after | while | because | since | as | although | whereas | as soon as
sub: whether | where
hedge: shows | displays | prints | is invalid | for example | for instance | e.g | suppose | imagine | such as | example | error | error message | message | says
hedge: wrote | hypothetically | assume | as an example
task: please | must | should | need to | needs to | have to | has to | had to | recommend | ensure | make sure | want to
task: how to | required to
and: and | or | as well as | both | either | plus | then | nor
but: but | however | thus | so
own: the | a | an | all | every | each | our | your | its | their | this | these | that | those | existing | current
own: based | os | sku | skus | ossku | windows | server | core | ltsc | datacenter | annual | channel | gen1 | gen2
own: generation | community | standard | general | active | full | agent | operating system | operating systems
own: hosts | host | vm | vms | base | itself | older | old | earlier | anything | official | announced | planned
own: public | value | monthly | weekly | regular | remaining | upcoming | plan | tier | month | types | type | following | listed
adv: now | up | on and after | also | already | soon | currently | officially | fully | completely | permanently | still | then | later
adv: finally | afterwards | eventually | longer | any more | anymore | any longer | altogether | gradually
adv: progressively | scheduled | planned | expected | set | slated | subject | marked | considered | supposed
adv: at the latest | at latest | no later than | not later than
adv: offline | away | no longer | onwards | onward | mid | early | late
pron: it | they | them | ones | one | which | who | there
former: instead | rather | previously | formerly | originally | earlier
place: region | regions | favor | favour | advance | accordance | line | alignment | portal | cli | gallery
place: platform | weeks | list
repair: ~fix | ~resolve | bug | fixing
yet: yet | now and then | at times | from time to time | occasionally | intermittently | temporarily | for a while
yet: brownout | brownouts
hedge: brownout | brownouts
unless: unless | without | except | except with
say: ~announce | ~mention | ~inform | ~note | ~remind | ~state | ~confirm | ~communicate | ~explain | ~notify | aware | mean | means | decided
say: announcement | =say/says/said/saying | =tell/tells/told/telling
`;

/** An entry of the lexicon: its kind, and the word or words as the line has them. */
interface Entry {
  readonly kind: Kind;
  readonly words: string;
}

export const LEXICON: readonly Entry[] = linesOf(WORDS).flatMap((line) => {
  const [name = '', words = ''] = line.split(/: (.*)/);
  return kindsOf(name).flatMap((kind) => words.split(' | ').map((each) => ({ kind, words: each })));
});

/** The lines of a block of data, without the empty ones and remarks. */
export function linesOf(block: string): string[] {
  return block.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}
