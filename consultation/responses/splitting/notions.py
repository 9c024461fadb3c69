"""Words that mean much the same in a consultation's question and in an everyday answer to it.

A line is one notion. The list is general on purpose: what consultations on justice, health,
housing, schools, transport, land and local services ask about again and again, and the forms in
which they ask (when, how much, who, what else).
"""

NOTIONS = """
when early late soon week month day night start begin date time timing timescale hour opening delay
how-much cost price pay payment charge fee fund funding budget afford expensive cheap money invest
lead responsible responsibility accountable accountability charge owner oversee
require duty compel compulsory mandatory statutory obliged obligation law legislation legislative
power enforce penalty fine sanction notice punish
decide decision choose choice say
exempt exemption except exception allow permit pass
agree support favour welcome oppose disagree object reject accept endorse
barrier obstacle stop prevent hinder difficult difficulty hard harder block struggle problem
easy easier enable improve simple
help support assist assistance advice advise mentor guidance
home house housing tenancy accommodation hostel landlord rent homeless lodging roof flat deposit
prison custody jail sentence cell wing inmate imprisonment detention detained prisoner
release leave leaver resettlement gate licence resettle reintegration
probation supervision supervise offender manager practitioner officer
court judge magistrate hearing trial bail lawyer defence sentencing
police constable policing
victim witness survivor harmed
family parent mother father child children partner relative carer
young youth under-18 child children teenager school boy girl baby toddler infant
old older elderly age ageing dementia pensioner retired
woman women female mother gender pregnant maternity
disability disabled wheelchair deaf blind impairment accessible
race racial ethnic ethnicity black asian minority equality discrimination protected religion
health medical doctor nurse hospital clinic patient treatment illness healthcare
mental psychiatric psychological wellbeing depression anxiety self-harm suicide
dental dentist teeth tooth dentistry
medicine medication prescription tablet pharmacy prescribing
drug substance addiction heroin cannabis methadone
alcohol drink drinking drunk
sleep rough beg begging street
record data information file notes share sharing confidential confidentiality
data figure statistic number publish publication report record count
evidence research study evaluation trial proof prove
measure indicator outcome evaluate success target monitor count judge working
complaint complain grievance ombudsman redress appeal
online digital internet website computer broadband email app
volunteer voluntary unpaid
consult consultation resident involve engagement participation public ask community
lived experience peer involve co-design co-production
train training skill knowledge learn course qualification staff workforce
education teach teacher college literacy learning
work job employment employer worker career wage earn
safeguard protect protection safe safety protecting
risk danger harm unintended consequence
cause reason why because driver due
effect impact consequence affect difference result
assess assessment screening diagnosis
longer-term lasting sustain beyond years after future
involve design review experience
bus transport travel journey parking distance
licence permit approval registration license
inspect inspection audit regulator scrutiny
neighbour neighbourhood local area community
service provision provider provide use user offer
building premises site place venue room
crime offence offending reoffend reoffending offender criminal
rehabilitate rehabilitation change desist desistance
art arts music theatre creative drama writing
nobody none no-one missing absent gap lack shortage
divide split between responsibility demarcation
definition define meaning term wording scope
recruit find select choose attract advertise hire appoint candidate
last stay keep remain continue endure sustain long
relationship pair match bond rapport trust together
suitable fit appropriate adequate enough proper right
video screen call telephone phone remote virtual
search searching dog scanner
prepare preparation plan planning ready pathway
move transfer region elsewhere away area
persuade encourage attract incentive convince tempt
often frequent frequency regular times daily weekly usual
urgent priority first foremost
adaptation adapt adjustment equipment rail ramp wheelchair mobility stairs
alternative instead tag tagging electronic curfew
frail dying terminal palliative hospice bedridden
council authority county district borough municipal
dispute quarrel disagreement arbitrate arbiter settle resolve argument
nature environment tree green park river wildlife garden
climate carbon emission energy heat warm insulation
air pollution traffic car vehicle road speed
waste recycle recycling rubbish bin litter
build development developer planning construction
rent landlord tenant lease eviction evict
benefit welfare allowance credit claim
debt arrears loan bill owe
food meal eat diet kitchen nutrition
safe safer safety afraid fear violence assault
culture faith religion chaplain church mosque worship
language translate interpreter welsh english speak
write letter form paper printed leaflet
tell inform notify aware know advertise publicity
listen voice hear heard say
quality standard level rating
regulate regulation rule guideline framework
technology system software tool automated algorithm
privacy secret confidential trust
fair fairness unfair equal just
local national central government ministry
rural village town urban city
group worst hardest left-behind excluded overlooked
change reform improve differently new
keep retain preserve
end stop finish close closure
increase growth rise grow more reduce reduction fall cut less
complaint complain grievance dispute redress apology apologise mediation mediate wrong
deter discourage reluctant trouble obstacle barrier
grant subsidy fund funding invest levy tax finance budget spend
pay wage salary earn income
penalty fine sanction punish prosecute breach
deadline limit period within days fortnight
hour open opening closed weekend evening
night overnight weekend evening dark
contact telephone ring phone call letter knock
identify recognise spot flag detect find
vulnerable frail ill sick disabled elderly
poor poverty hardship deprived low-income afford
sign poster map website leaflet notice board
own owner ownership belong title
buy purchase sell shop supplier seller market
estimate quote bill invoice price
compete competition market rival monopoly
business company firm trader enterprise commercial
report alert flag warn warning
path footpath bridleway track trail lane route
walk walker walking pedestrian foot pavement
cycle cycling cyclist bicycle bike
bus train rail tram coach taxi fare timetable
car vehicle van lorry driver drive parking
school pupil classroom headteacher class
exam examination test qualification grade
nursery childcare toddler baby infant early-years
university college student campus
library book borrow read reading reader
museum heritage historic history archive
sport leisure swim swimming gym exercise play
tourism tourist visitor holiday
farm farmer livestock cattle sheep crop field land landowner
animal pet dog cat horse
river water lake sea beach bathe sewage drain
flood flooding rain drainage
noise noisy quiet disturb nuisance
light lighting lit lamp
gate fence stile wall
camera cctv surveillance
card pass ticket
staff unstaffed employee worker personnel colleague post vacancy
remote isolated rural countryside
joint share together partner partnership collaborate cooperate liaison
charity voluntary volunteer non-profit
name anonymous identity
consent permission
refuse refusal decline deny reject
access reach enter entry
empty vacant unused derelict
repair maintain maintenance fix mend upkeep restore
replace replacement renew substitute swap
trial pilot try experiment test
explain explanation plain clear understand jargon
publish transparent transparency open
insure insurance indemnity liability liable
contract tender procurement commission commissioner
emergency urgent crisis ambulance
wait waiting queue delay backlog late slow
fast quick quickly prompt swift speed soon
season summer winter spring autumn
instalment repay repayment arrears debt
visit visitor visiting inspect
drug medicine tablet prescription dose
operation surgery procedure anaesthetic
extra further additional more
exempt exception unless except excuse
"""
