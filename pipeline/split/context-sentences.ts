/**
 * Sentences that promise nothing, by how they open or what they say: what others found, how things stand, what a paper
 * holds. In: words in lower case without marks; out: why the sentence is context.
 */
const NO_ACTION =
  /^no (?:further |specific |new )?actions? (?:is |are |will be )?(?:proposed|planned|required|needed|necessary|taken|at this)|\b(?:does|do) not (?:accept|agree|propose|intend)\b/;
const ACCEPTANCE =
  /^(?:(?:we|the council) )?(?:partially |partly |fully |not )?(?:agreed?|agrees|accept(?:ed|s)?|noted|supported|yes|no)(?: (?:this|the|that) (?:recommendation|finding|point))?(?: in (?:part|full|principle))?[.!]?$/;
/** "Our contract runs until March 2026", "the lease is due to expire": how things are, whatever day they name. */
const STANDS =
  /^(?:following (?:this|that), )?(?:our|the|this|these|its|their|a|an|both|most|all)\s(?:(?!will|to|shall|must|should)[\p{L}\d'-]+\s){1,7}?(?:(?:runs?|expires?|ends?|lasts?|finishes|extends)\s(?:until|till|to|in|on|from|through|at|by)\b|comes? to an end\b|(?:is|are|was|were|will) (?:be )?(?:due to|set to|expected to|scheduled to)? ?(?:expire|run out|come to an end|end (?:in|on|by))\b)/u;
/** "Members told the peers that …": what somebody said. */
const TOLD =
  /^(?:[\p{L}'’-]+ ){1,6}(?:told|said to|reported to|complained to|fed back to) (?:the |our )?(?:peers?|peer team|team|reviewers|us)\b|^(?:[\p{L}'’-]+ ){0,3}(?:members|councillors|staff|partners|residents|managers|colleagues)\s(?:said|felt|thought|commented|described)\b(?![^.]*\bwe will\b)/u;
/** "The team heard that …", "Ofsted judged our services …": others' findings. */
const HEARD =
  /^(?:the |our )?(?:they|peers?|peer team|team|reviewers?|inspectors?|ofsted|cqc|auditors?|regulator)\s(?:also |had |have |has |rightly |fairly |clearly |positively )?(?:heard|found|felt|questioned|wanted|urged|challenged|pointed|encouraged|reminded|raised|highlighted|visited|spoke|met|saw|noted|observed|said|thought|were|was|recommended|told|advised|suggested|praised|recogni[sz]ed|commented|drew|made|identified|concluded|judged|rated|considered|believed)\b/u;
/** "The staff survey shows that few feel informed": a finding, whatever found it. */
const FOUND =
  /^(?:the|an?|our|this|these|recent|latest)\s(?:(?!we\b|will\b|to\b)[\p{L}\d'’-]+ ){1,8}(?:shows?|showed|suggests?|suggested|indicates?|indicated|reveals?|revealed|demonstrates?|demonstrated|tells us|told us) that\b(?![^.]*\bwe will\b)/u;
/** "Following the peer challenge, an action plan was agreed in March", "The following themes will be addressed": of the plan itself. */
const PLAN_ITSELF =
  /^(?=[^.]*\b(?:peer|cpc|lga|challenge|inspection|inspectors?|recommendations)\b)(?:following [^,.]{3,120}, )?(?:an?|the|this|our) (?:[\p{L}-]+ ){0,3}plan\b(?![^.]*\bwe will\b)(?![^.]*\b(?:will|shall|(?:is|are) to)\b)[^.]{0,160}?\b(?:was|has been|were|is|are)\b|^the following (?:[\p{L}-]+ ){0,2}(?:themes?|areas?|priorities|recommendations|actions|steps|sections?|tables?)\b[^.]{0,30}\b(?:will be (?:addressed|covered|described)|have|are|were|sets?|shows?)\b(?![^.]*:)/u;
const FORECAST =
  /^(?:(?!so that\b|where\b|which\b|who\b)[\p{L}\d'’,£%-]+ ){1,20}?(?:is|are) (?:currently |now )?(?:forecast|projected|estimated|predicted|likely) to\b/u;
/** "The council faces a gap of £8m by 2026", "Like all districts we face hard years": what lies ahead, not what will be done. */
const FACES =
  /^(?:(?:the |our )?(?:[\p{L}'’-]+ ){1,4}faces? (?:an?|the|some|many|several|difficult|significant|growing|continued|further|real|major|increasing)\b|(?:un)?like [^.]{3,60}? (?:we|the council) (?:now |also )?(?:faces?|have|has|are|is)\b)(?![^.]*\bwe will\b)/u;
const EFFORT = /\b(?:has|have|had)\s(?:all\s|both\s)?(?:worked|been working)\s(?:\w+ly\s|very\s)?hard\b/;
/** "This challenge was undertaken by the Association in May": how the review itself was done. */
const REVIEWED =
  /^(?:the|this|that|our|its|their)\s(?:[\p{L}-]+\s){0,4}(?:challenge|peer review)\b[^.]{0,120}?\b(?:was|were|has been) (?:[\p{L}-]+ )?(?:undertaken|carried out|conducted|led|held|completed|facilitated|organised)\b/u;
/** "The letter lists nine points that will need our attention": what a document holds. */
const HOLDS =
  /^(?:it|this|they|the (?:[\p{L}-]+ ){0,3}(?:report|letter|feedback|document|review))\s(?:also )?(?:includes?|contains?|sets? out|lists?|gives?|provides?)\b(?![^.]*\b(?:we|council) will\b)/u;
/** "This document sets out what we are going to do". */
const SETS_OUT =
  /^(?:the|this|our) (?:[\p{L}-]+ ){0,3}(?:document|page|paper|response|plan|note|statement|table) (?:also )?(?:sets? out|describes?|explains?|summari[sz]es|outlines)\b(?![^.]*\b(?:we|council) will\b)|^(?:it|this|(?:this|the|our) (?:[\p{L}-]+ ){0,2}(?:letter|document|paper|report|response|statement|plan)) (?:also )?(?:sets? out|explains?|describes?) (?:what|how|when|where|who|why)\b/u;
/** "The strategy was written in 2019 and much has changed since then", "A board was set up in 2022 but has met twice", "The current plan was drawn up in 2020". */
const AGED =
  /^(?:the|our|its|this|an?) (?:[\p{L}'-]+ ){1,6}(?:was|were) (?:last |first )?\p{L}+(?: up| out)? (?:back )?in (?:\p{L}+ )?(?:19|20)\d\d,? (?:and (?:a lot|much|a great deal|many things|things|little|the world|circumstances)\b[^.]*\b(?:has|have) changed\b|but (?:has|have|is|are)\b)|^(?:the|our|its|this|an?) (?:[\p{L}'-]+ ){1,6}(?:was|were) (?:written|adopted|agreed|set|drawn up|produced|approved) before\b(?![^.]*\bwe will\b)|^(?:the|our|its) (?:current|existing|present|previous|last|old) (?:[\p{L}'-]+ ){1,4}(?:was|were) (?:written|adopted|agreed|drawn up|produced|approved) (?:back )?in (?:\p{L}+ )?(?:19|20)\d\d\b(?![^.]*\b(?:will|shall)\b)/u;
/** "We have been honest about what has to wait": a manner, no deed. */
const CANDOUR =
  /^we have (?:been|tried to be) (?:honest|clear|open|candid|frank|realistic)\b(?![^.]*\b(?:will|shall|is to|are to)\b)/;
/** "This is a piece of work which can only be done jointly": what sort of thing it is. */
const KIND =
  /^(?:this|that|it) is (?:an?|the|one) (?:[\p{L}'-]+ ){1,6}(?:which|that) (?:can|is|has|needs|requires|will need)\b(?![^.]*\bwe will\b)/u;
/** "Our aim is to have choices rather than be forced into cuts": what is hoped for; not with a day to have it by. */
const HOPE =
  /^(?:our|the|its) (?:overall |main |first )?(?:aim|hope|ambition|goal|wish|vision) (?:is|was|remains) (?:to (?:be|have|become|remain|see|feel|stay|keep)\b|that\b)(?![^.]*(?:\d|\b(?:by|before|until)\s(?:the end of|early|mid|late|spring|summer|autumn|winter|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))/;
/** "I have set out below what we intend": a letter's own words about itself. */
const LETTER =
  /^(?:i|we) (?:have set out|set out|would be (?:grateful|pleased|happy)|am |must |know |hope |trust |enclose|attach)/;
/** "Position statement (PDF, 1.2MB)": a link to a file. */
const DOWNLOAD =
  /^(?![^()]*\bwill\b)[^.]{3,120}[([][^()[\]]*\b(?:pdf|docx?|xlsx?|odt|ods|csv|pptx?|word|excel)\b[^()[\]\d]{0,20}\d[\d.,]{0,8}\s?[km]b[^()[\]]{0,20}[)\]]\W{0,3}$/u;
/** "The LGA will come back in spring": what somebody else will do. */
const OTHERS_DO =
  /^(?:the |our )?(?:lga|local government association|peers?|peer (?:challenge )?team|review team|reviewers)(?: team)? (?:will|is due|are due|is expected|are expected|plans?|intends?)\b/;
/** "We do not underestimate how hard this will be", "it is right that our plan should change". */
const VIEW =
  /^(?:we|the council) (?:do|does|did|are|is|can|could|would) ?not (?:underestimate|pretend|believe|think|wish|want|expect|accept|shy|take)\b|\bit is (?:right|important|clear|essential|vital|true|also right) (?:that|to)\b(?![^.]*\bwe will\b)/;
/** "Some procedures were brought together in haste, and we acknowledge that …" */
const ADMITS =
  /\b(?:and|but|although|while|whilst) (?:we|the council) (?:acknowledge|recognise|recognize|accept|know|understand|appreciate)s? that\b(?![^.]*\b(?:will|shall)\b)/;
/** "No decisions have been taken", "None of the posts is filled". */
const NOTHING = /^(?:no|none of|nothing)\b[^.]{0,60}\b(?:has|have|is|are|was|were)\b/;
/** "The programme is the means by which we will become leaner": what a thing is for. */
const MEANS =
  /^(?:the|our|this|these|it|they)\b(?:(?!\b(?:we|what|will|need|must)\b)[^.]){0,60}?\b(?:is|are|remains?) (?:the|a|our) (?:\w+ )?(?:means|way|vehicle|mechanism|tool|foundation|route|framework)s? (?:(?:by|through|in|with|for) which|for|of|to)\b/;
/** "The number of posts will fall": what will come about of itself. */
const FALLS =
  /^the (?:total |overall )?(?:number|size|cost|level|amount|proportion|share|scale|pace) of\b[^.]*\bwill (?:\w+ly )?(?:be (?:lower|higher|smaller|larger|less|more)|become |reduce|fall|rise|grow|increase|decrease|change|shrink|drop|decline|remain)/;

/** "Scrutiny will keep a close eye on all of this": how the plan is watched. */
const WATCHED =
  /\b(?:will|shall) (?:also |then )?keep (?:an? )?(?:close |careful |regular )*(?:eye|watch) on (?:all of |all )?(?:this|these|them|it|progress|our progress|the plan)\b/;

const REASONS: readonly (readonly [RegExp, string])[] = [
  [NO_ACTION, 'says that nothing will be done'],
  [DOWNLOAD, 'names a file'],
  [ACCEPTANCE, 'only accepts the recommendation'],
  [STANDS, 'states how things are'],
  [EFFORT, 'states how things are'],
  [FACES, 'states how things are'],
  [HOLDS, 'tells what a document holds'],
  [SETS_OUT, 'tells what a document holds'],
  [WATCHED, 'tells how the plan is watched'],
  [AGED, 'states how things are'],
  [CANDOUR, 'states how things are'],
  [KIND, 'states how things are'],
  [HOPE, 'tells what is hoped for'],
  [NOTHING, 'states how things are'],
  [MEANS, 'tells what something is for'],
  [FALLS, 'tells what will come about'],
  [ADMITS, 'states how things are'],
  [VIEW, 'gives a view'],
  [TOLD, 'tells what was said'],
  [HEARD, 'tells what was said'],
  [FOUND, 'tells what was found'],
  [PLAN_ITSELF, 'speaks of the plan itself'],
  [FORECAST, 'tells what is expected'],
  [REVIEWED, 'tells how the review was done'],
  [OTHERS_DO, 'tells what others will do'],
  [LETTER, 'speaks of the letter itself'],
];

/** Why a sentence is context; `null` where nothing here says so. */
export function findContext(words: string): string | null {
  return REASONS.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
