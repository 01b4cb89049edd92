"""Short and pet forms of given names that are common in the United States.

One line a formal name, then the forms that stand for it. A form may stand for several names: Pat
is Patricia and Patrick. Two names go together when they stand for a common formal one.
"""

from __future__ import annotations

from functools import cache

_FORMS = """
abigail abby abbie gail
abraham abe bram
adelaide addie ada
adriana adri
agnes aggie
albert al bert bertie
alberto beto tito
alejandra ale aleja sandra
alejandro ale alex jandro
alexander alex al xander sandy alec sasha lex
alexandra alex lexi sandra sandy sasha alexa lexie ali
alfonso poncho fonso
alfred al fred alf freddie
alfredo fredo
alice allie ali
alicia licha ali
allison ali allie alli
alison ali allie
alyssa aly lyssa
amanda mandy manda
amelia amy millie
anastasia ana stacy stacey tasha
andrea andi dre drea
andres andy
andrew andy drew andre
angela angie ange
angelica angie
angelina angie lina
ann anne annie anna nan nancy
anthony tony ant
antoinette toni nettie
antonia toni tonya
antonio tony tono
arnold arnie
arthur art artie
ashley ash lee
augustus gus august
barbara barb babs bobbie barbie
bartholomew bart
beatrice bea trixie bee
beatriz bea betty
benjamin ben benny benji
bernadette bernie detta
bernard bernie
beverly bev
bradley brad
brendan bren
bridget biddy bridie
calvin cal
camille cami millie
carla carly
carlos charlie carlitos
carol carrie caroline
caroline carrie carol lina
carolina caro lina
carolyn carol carrie lynn
cassandra cass cassie sandra
catherine cathy cat kate katie kathy cathie kitty kat trina
cecilia cece celia ceci sissy
charles charlie chuck chas chip
charlotte charlie lottie char
chester chet
christian chris
christina chris tina chrissy christy crissy
christine chris tina chrissy christy
christopher chris kit topher
cynthia cindy cyndi cyn
clarence clare
clifford cliff
clinton clint
consuelo chelo connie
constance connie
cornelius neil
cristina cris tina
curtis curt
daniel dan danny
danielle dani
daniela dani
darlene dar
david dave davey
deborah deb debbie debby debra
debra deb debbie
delores lola dee
dennis denny
dolores lola dee lolita
dominic dom nick
donald don donnie donny
dorothy dot dottie dolly dory
douglas doug
eduardo eddie lalo edu
edgar ed eddie
edmund ed eddie ned ted
edward ed eddie ned ted teddy eddy
edwin ed eddie
eleanor ellie nell nora
elena lena helen
elizabeth liz beth betty betsy eliza libby lizzie bess lisa liza ellie bette lizbeth
ellen ellie nell
emily em emmy millie
emmanuel manny
enrique rick henry kike quique
ernest ernie
esther essie
eugene gene
evelyn evie eve lyn
fernando nando fern
florence flo florrie
frances fran francie frankie
francis frank fran
francisca paca pancha
francisco frank paco pancho cisco kiko
franklin frank
frederick fred freddie freddy rick fritz
gabriel gabe
gabriela gaby gabi gabby
gabrielle gabby elle
gail abby
genevieve gen genny
geoffrey geoff jeff
george georgie
gerald gerry jerry
geraldine gerry geri
gerard gerry jerry
gertrude trudy gert
gilbert gil bert
gonzalo gonzo
gordon gordy
graciela chela grace
gregory greg gregg
guadalupe lupe lupita
guillermo memo william
gustavo gus tavo
gwendolyn gwen wendy
harold hal harry
harriet hattie
hector tito
helen nell nellie lena
henry hank harry hal
herbert herb bert
howard howie
hubert bert
humberto beto
ignacio nacho
irene rena
isaac ike zac
isabel bella izzy isa chabela
isabella bella izzy isa
jacob jake coby
jacqueline jackie jacqui
james jim jimmy jamie jay
jamie james
janet jan
janice jan
jason jay jase
javier javi
jeanette jean nettie
jeffrey jeff
jennifer jen jenny jenn jennie
jeremiah jerry
jeremy jerry jem
jerome jerry
jessica jess jessie
jesus chuy chucho
jillian jill
joan joanie
joann jo joanne
joanna jo joanne
joaquin quino
john johnny jack jon johnnie
jonathan jon jonny nathan johnny john
jorge george
jose pepe joe chepe
josefina fina josie pepa
joseph joe joey
josephine jo josie
joshua josh
juan johnny juancho
juana juanita
juanita nita
judith judy judi
julia julie jules
julian jules
juliana julie
julie jules
karen kari
katherine kate katie kathy kat kathie katy kay kitty kit
kathleen kathy kate katie kath kay
kathryn kathy kate katie kat kay
kenneth ken kenny
kevin kev
kimberly kim kimmie
kristen kris kristy
kristin kris kristy
kristina kris tina kristy
kristine kris tina
kristopher kris
laura laurie lori
lauren laurie
lawrence larry laurie lonnie
leonard leo len lenny
leonardo leo leon
leslie les
leticia lety letty
lillian lil lily lilly
linda lindy
loretta lori
lorraine lori rainey
louis lou louie
louise lou
lourdes lulu
lucas luke
lucia lucy
lucille lucy lou
luis lou louie lucho
madeline maddie
manuel manny manolo
manuela manu nela
marcia marcy
marcus marc mark
margaret maggie meg peggy marge margie greta peg madge rita daisy maisie margo
margarita rita margie mago
maria mary mari
marianne mary anne
maricela mari
marilyn mary lyn
marisol mari sol
marjorie marge margie
martha marty
martin marty
mary molly polly mamie mae
maryann mary ann
matthew matt
maureen mo reenie
maurice mo
maximilian max
maxwell max
megan meg
melanie mel
melinda mindy linda
melissa mel missy lissa
melvin mel
mercedes meche mercy
michael mike mick mickey mikey
micheal mike
michaela mickey
michele shelly
michelle shelly mickey chelle micki
miguel mike
mildred millie
miranda mandy randy
mitchell mitch
montgomery monty
morris mo
nancy nan
natalie nat
natasha tasha
nathan nate nat
nathaniel nate nat nathan
nicholas nick nicky nico
nicolas nick nico
nicole nikki nicky
norman norm
octavio tavo
olivia liv livvy
oliver ollie
oscar ozzie
pamela pam
patricia pat patty tricia trish patsy patti
patrick pat paddy rick
paula polly
paulina polly lina
pauline polly
pedro pete
penelope penny
percival percy
peter pete
philip phil
phillip phil pip
phyllis phyl
priscilla prissy cilla
rachel rach
rafael rafa ralph
randall randy
randolph randy dolph
raymond ray
rebecca becky becca beck
refugio cuca cuco
reginald reggie reg
regina gina
renee rene
ricardo rick ricky rich
richard rick rich dick ricky richie
rigoberto rigo
robert bob rob bobby robbie bert
roberta bobbie robbie
roberto beto rob bob
rodney rod
rodolfo rudy
rodrigo rod
roland rollie
ronald ron ronnie
rosa rosie rosita
rosalie rosie rose
rosalind roz
rosario charo chayo
rose rosie
rosemary rose rosie romy
roxanne roxie
rudolph rudy
russell russ rusty
salvador sal chava
samantha sam sammy
samuel sam sammy
sandra sandy
santiago santi
sarah sally sadie
sara sally
sebastian seb bastian
sharon shari
sheila shelly
shirley shirl
sidney sid
sophia sophie
spencer spence
stanley stan
stephanie steph stevie stef
stephen steve
steven steve stevie
stuart stu
susan sue susie suzy
susanna sue susie
suzanne sue suzy
tabitha tabby
tamara tammy tami
teresa terry tess tere terri
terence terry
terrence terry
thaddeus thad ted
theodore ted theo teddy
theresa terry tess terri tracy
thomas tom tommy
tiffany tiff
timothy tim timmy
tobias toby
tomas tom
trinidad trini
valentina val
valerie val
vanessa nessa
veronica ronnie vero roni
vicente chente vince
victor vic
victoria vicki vicky tori vickie
vincent vince vinny
virginia ginny ginger
vivian viv
walter walt wally
wanda wandy
wendy wen
wesley wes
wilfred will fred
willard will bill
william bill will billy willie liam
winifred winnie freddie
yolanda yoli
zachary zach zack
"""


@cache
def _roots() -> dict[str, frozenset[str]]:
    roots: dict[str, set[str]] = {}
    for line in _FORMS.split("\n"):
        formal, *forms = line.split() or [""]
        for name in (formal, *forms):
            roots.setdefault(name, set()).add(formal)
    return {name: frozenset(formals) for name, formals in roots.items() if name}


def formal_names(name: str) -> frozenset[str]:
    """Return the formal names a given name may stand for; itself if the table has none."""
    return _roots().get(name, frozenset({name}))


def is_listed(name: str) -> bool:
    """Say whether the table knows this given name."""
    return name in _roots()
