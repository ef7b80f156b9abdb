package audit

// A Rule tells a reader about the findings of one name.
type Rule struct {
	ID      string
	Name    Text // a few words
	Finds   Text // what it finds
	Harm    Text // why that is trouble
	Example Text // from a real notice
	Wrong   Text // when it is wrong, or not to be minded
}

// Rules are all names that findings have, in the order of the design: between
// the copies, damage of one copy, numbering, spelling. The examples are from
// the two copies of the 楚怡 notice; A is the scan, B the page that was retyped.
var Rules = []*Rule{
	{
		ID:   "conflict.term",
		Name: Text{"用语互异", "Terms differ"},
		Finds: Text{
			"各本在同一处写了不同的专名：计划、项目、机构的名称，或引号里的词；或各本相同，而引用此处的别的文件都作另一名称（他校）。",
			"The copies have different names at one place: of a programme, a project, a body, or whatever stands in quotation marks; or they have the same, and other documents that quote the place all have another (external)."},
		Harm: Text{
			"名称一错，任务就归到另一项计划名下；两种写法单看都通，读者不会察觉。",
			"A wrong name gives the task to another programme, and since either reads well, nobody notices."},
		Example: Text{
			"A 将职业教育“楚怡”行动重点任务纳入省政府……｜B 将职业教育“双高”行动重点任务……。两本他处都作“楚怡”行动，故拟作“楚怡”，仍由编者定夺。",
			"A 将职业教育“楚怡”行动重点任务纳入省政府……｜B 将职业教育“双高”行动重点任务……. Everywhere else both copies say 楚怡, so 楚怡 is proposed; the editor decides."},
		Wrong: Text{
			"先后两个文本中计划确已改名时，两种写法各对各的文本。引号若只表强调，所异的其实是措辞。",
			"Where the texts are two versions and the programme was renamed between them, each is right in its own. Where quotation marks only stress a word, it is wording that differs."},
	},
	{
		ID:   "conflict.number",
		Name: Text{"数字互异", "Numbers differ"},
		Finds: Text{
			"各本在同一处的数量、日期、比例或发文字号数值不同；或各本相同，而引用此处的别的文件都作另一数（他校）。按值比较：二十个与20个相同，20个与30个不同。",
			"The copies differ in a quantity, a date, a share or a document number; or they have the same, and other documents that quote the place all have another (external). Values are compared: 二十个 equals 20个, and 20个 does not equal 30个."},
		Harm: Text{
			"数字决定名额、经费和期限，上下文却很少能证明哪个对，所以从不自动采定。",
			"Numbers set quotas, money and deadlines, and the context hardly ever proves which is right. So none is ever settled without the editor."},
		Example: Text{
			"“建设20个……‘楚怡’文化传承基地”若一本作30个，就在此报告。两份楚怡通知的数量并无不同，故无此类问题。",
			"If one copy had 30个 in 建设20个……“楚怡”文化传承基地, it would be told here. In the two 楚怡 notices the quantities agree, and there is no such finding."},
		Wrong: Text{
			"文中的汉字不是计数时（统一、三农）。“二三十”之类的约数也可能误判。凭引文所疑的：引用者若抄自同一模子的另一份文件，数字本来不同。",
			"Where a numeral does not count, as in 统一 or 三农. Approximate numbers such as 二三十 may be misread. Of what is doubted for how it is quoted: documents made from the same mould have numbers of their own."},
	},
	{
		ID:   "conflict.modality",
		Name: Text{"语气互异", "Modal words differ"},
		Finds: Text{
			"各本所异在于必须、应当、可以、不得一类的词，或以上、以内、原则上一类划定范围的词。",
			"The copies differ in a word that says must, should, may or must not (必须、应当、可以、不得), or in one that sets a limit (以上、以内、原则上)."},
		Harm: Text{
			"一字之差，义务变成许可，禁令变成限制；语言上两者都通。",
			"One word turns a duty into a permission or a ban into a limit, and either is good language."},
		Example: Text{
			"“重点办好1所以上公办中等职业学校”若一本脱去“以上”，最低数就成了定数。",
			"If a copy of 重点办好1所以上公办中等职业学校 dropped 以上, the least number would become the exact one."},
		Wrong: Text{
			"“可”“应”“要”等字只是别的词的一部分时（可持续、要素）。",
			"Where such a character is only a part of another word: 可持续, 要素."},
	},
	{
		ID:   "conflict.wording",
		Name: Text{"措辞互异", "Wording differs"},
		Finds: Text{
			"各本在同一处用词不同，或一本多出、少去几个字，而不关名称、数字和语气；或各本相同而不成话，引用此处的别的文件都作另一词（他校）。",
			"The copies use different words at one place, or one has a few more or fewer, and no name, number or modal word is touched; or they have the same, which is no language, and other documents that quote the place all have another (external)."},
		Harm: Text{
			"定本只能取其一，所取的须有依据；误认的字常混在其中。",
			"The clean text can have only one, and must have a reason for it; misread characters hide among these."},
		Example: Text{
			"A 清理对技术技能人才的歧视性政策｜B ……的不合理政策；A 生产性实训｜B 生动性实训。前者两通，后者只有“生产性”成文。",
			"A 清理对技术技能人才的歧视性政策｜B ……的不合理政策; A 生产性实训｜B 生动性实训. In the first both are possible, in the second only 生产性 is a term."},
		Wrong: Text{
			"同义改写并无对错，如 汇聚｜聚集。拟取的一种只是证据较强，并非另一种有误。",
			"Where one is a paraphrase of the other, such as 汇聚｜聚集, neither is an error. The proposal has the stronger evidence, no more."},
	},
	{
		ID:   "conflict.label",
		Name: Text{"序号互异", "Labels differ"},
		Finds: Text{
			"同一条在各本中序号不同。",
			"The same clause carries another label in another copy."},
		Harm: Text{
			"序号不同，多半是一本脱了或重了条款；引用“第3项”的文件也会指错地方。",
			"Mostly it tells that one copy has lost or repeated an item; and who cites item 3 points to the wrong one."},
		Example: Text{
			"A 3. 遴选建设一批“楚怡”优质技工专业（群）｜B 4. ……。B 的前面另有半条，可见 A 可能脱了一项。",
			"A 3. 遴选建设一批“楚怡”优质技工专业（群）｜B 4. ……. Half an item more stands before it in B, so A may have lost one."},
		Wrong: Text{
			"重排过序号的新版中，两种序号都对。只差全角半角或空格的不算。",
			"In a later version that was renumbered both are right. A difference in width or spaces alone does not count."},
	},
	{
		ID:   "conflict.order",
		Name: Text{"条款次序互异", "Order of clauses differs"},
		Finds: Text{
			"各本都有的条款，在一本中排在另一处。",
			"A clause that the copies share stands at another place in one of them."},
		Harm: Text{
			"移位的条款归到别的标题之下，意思可能随之改变；定本只能依一本的次序。",
			"A clause that moved falls under another heading and may change its meaning; the clean text can follow one order only."},
		Example: Text{
			"如果一本把“（三）建设‘楚怡’高水平专业群”排到“（二）建设‘楚怡’高水平学校”之前，就在此报告。两份楚怡通知的次序相同。",
			"If a copy had （三）建设“楚怡”高水平专业群 before （二）建设“楚怡”高水平学校, it would be told here. The two 楚怡 notices have one order."},
		Wrong: Text{
			"分栏、表格按另一种次序读出时，条款本来没有移位。套话多的短条款可能对错位置。",
			"Where columns or a table were read in another order, nothing has moved. Short clauses of set phrases may be matched wrongly."},
	},
	{
		ID:   "corruption.duplicate",
		Name: Text{"条款重出", "Clauses printed twice"},
		Finds: Text{
			"同一版本中，一条或连续几条又印了一遍，序号改了也算。连续的合作一个问题，前后两处都指出。",
			"A clause or a run of clauses is printed again in the same copy, also under new numbers. A run is one finding, which points to both places."},
		Harm: Text{
			"重出的条款会使任务和名额翻倍，后面的序号也跟着错。",
			"What is printed twice doubles tasks and quotas, and puts out the numbers behind it."},
		Example: Text{
			"B 的 6.名师、7.大师、8.工匠，与 3.、4.、5. 逐字相同。",
			"B's 6. 名师, 7. 大师 and 8. 工匠 repeat its 3., 4. and 5. to the letter."},
		Wrong: Text{
			"同一模子写成的并列条款不是重出：3.、4.、5. 之间只换了名师、大师、工匠。有意重申的条款可能误报。",
			"Siblings made from one mould are no repeat: 3., 4. and 5. differ among themselves in 名师, 大师, 工匠. A clause restated on purpose may be told."},
	},
	{
		ID:   "corruption.foreign",
		Name: Text{"混入他文", "Another document's text"},
		Finds: Text{
			"一本中有一段文字属于另一份文件：题目另是一事，用词不见于其余各处，他本也没有。",
			"A passage of one copy belongs to another document: its subject is another, its words occur nowhere else in the text, and no other copy has it."},
		Harm: Text{
			"混入的标题和总要求会改变全文的主题；照印出去，就是一份错文件。",
			"A foreign title and preamble change what the document is about. Published so, it is a wrong document."},
		Example: Text{
			"B 的标题“关于加快推进‘双碳’目标实现的通知”及“一、总体要求”，上接五个发文机关，下接“进一步彰显……”，而全文讲职业教育。",
			"B's title 关于加快推进“双碳”目标实现的通知 and its 一、总体要求 stand between the five issuers and 进一步彰显……, in a notice on vocational education."},
		Wrong: Text{
			"跨领域的条款（如在教育通知里讲安全生产）也会显得是外来的。只有一份版本时，此判断的依据较弱。",
			"A clause on another field, such as work safety in a notice on schools, looks foreign too. With one copy only, the evidence is weaker."},
	},
	{
		ID:   "corruption.truncated",
		Name: Text{"语句截断", "Cut sentence"},
		Finds: Text{
			"句子半途中断，或从半句开始。他本有下文就据以补足，各本都没有就作阙文【……】。",
			"A clause stops, or starts, in mid-sentence. Where another copy reads on, it is completed from there; where none does, the clean text shows 【……】."},
		Harm: Text{
			"丢掉的半句可能正是主体、数量或条件；断处两头若被接在一起，就成了原文没有的话。",
			"The lost half may hold the agent, the quantity or the condition; and two loose ends joined say what the document never said."},
		Example: Text{
			"A “培育建设30个由政府、”之后中断，B 接“行业、企业……”。“支持建设3所‘楚怡’高水平职业”各本都无下文，定本作【……】。",
			"A stops at 培育建设30个由政府、 and B reads on 行业、企业……. 支持建设3所“楚怡”高水平职业 is continued nowhere: the clean text has 【……】."},
		Wrong: Text{
			"不加句号的标题、表格单元和名单，看上去也像断句。",
			"Headings without a full stop, cells of tables and lists of names look cut as well."},
	},
	{
		ID:   "corruption.fragment",
		Name: Text{"残片", "Stray fragment"},
		Finds: Text{
			"独立成行、不成条款的零碎文字。",
			"A stray piece of text on lines of its own that is no clause."},
		Harm: Text{
			"它们夹在标题和条款之间，会被当作正文，或把真正的条款隔断。",
			"Standing between title and clauses, such pieces are taken for text, or part the clauses they fell between."},
		Example: Text{
			"A 开头的“天一实”“湖南省发”“（一）深化产教融合、校企合作，”：扫描时版头和目录破碎所留，不入定本。",
			"天一实, 湖南省发 and （一）深化产教融合、校企合作， at the head of A are what a scan left of the red head; they stay out of the clean text."},
		Wrong: Text{
			"极短的真条款、单列一行的署名或签发人，可能误作残片。",
			"A very short clause, or a name on a line of its own, may be taken for one."},
	},
	{
		ID:   "corruption.missing",
		Name: Text{"文字脱漏", "Text missing"},
		Finds: Text{
			"他本所有的整条或整段文字，此本没有；或各本皆无，而引用此处的几份文件都有（他校）。后者只作提示，不入定本。",
			"Whole clauses or passages that other copies have and this one has lost; or what no copy has and several documents that quote the place do (external): that is told and never printed."},
		Harm: Text{
			"缺了条款的版本不能单独作依据，引用它的人会以为没有这项规定。",
			"A copy without a clause cannot be relied on alone: who cites it believes there is no such rule."},
		Example: Text{
			"A 从“培育建设30个由政府、”跳到“(三) 完善政策环境”，名师、大师、工匠三条都没有。",
			"A goes from 培育建设30个由政府、 to (三) 完善政策环境, without the items 名师, 大师 and 工匠."},
		Wrong: Text{
			"节选本、修订时有意删去条款的文本，缺的不是脱漏。",
			"An excerpt leaves clauses out on purpose, and so does a revision."},
	},
	{
		ID:   "corruption.garbled",
		Name: Text{"文字错乱", "Garbled text"},
		Finds: Text{
			"不成话的一段：词语叠出，或字词错杂。",
			"A passage that is not language: a word said twice over, or words in disorder."},
		Harm: Text{
			"错乱处原文如何，单凭此本不能恢复；逐字改通，就是臆造。",
			"From this copy alone the text cannot be restored, and smoothing it would be invention."},
		Example: Text{
			"B “此外新湖南湖南职业教育发展理念”，A 作“创新湖南职业教育发展理念”。",
			"B has 此外新湖南湖南职业教育发展理念 where A has 创新湖南职业教育发展理念."},
		Wrong: Text{
			"叠字叠词本来成话的：人人参与、常抓常新。少见的人名、译名也可能误报。",
			"Where doubling is good Chinese: 人人参与, 常抓常新. Rare personal and foreign names may be told too."},
	},
	{
		ID:   "corruption.confusable",
		Name: Text{"形近音近之误", "Look-alike or sound-alike"},
		Finds: Text{
			"各本只差一个字，且两字形近或音近；或只有一本（或同出一源的几本）有此文，而其中一字于语言、于全文用语皆不合，换成形近字则通；或引用此处的别的文件都作那个形近字（他校）。",
			"The copies differ in one character, and the two look alike or sound alike; or one copy alone has the text, and one of its characters goes against the language and the document's own words where a look-alike would do; or other documents that quote the place all have the look-alike (external)."},
		Harm: Text{
			"OCR 认错形近字，拼音输入选错同音字，错字往往仍成一词，通读不易发现。",
			"OCR takes one shape for another and pinyin input one sound for another; what comes out is often still a word, and proofreading misses it."},
		Example: Text{
			"“统一命名”若一本作“统一名命”或“统一命各”，证据是同处他本、全文他处和语言模型。",
			"If a copy read 统一命各 for 统一命名, the evidence is the other copies, the rest of the text and the language model."},
		Wrong: Text{
			"两字都通，而真是不同用词时，如 截止｜截至。取舍还看上下文。只凭语言所疑的（信息级），十处约有两处是生僻词，定本仍印原文。",
			"Where both are right words and the writers chose differently, such as 截止｜截至. Read the context. Of what is doubted by language alone (info) two in ten are rare words; the clean text prints what the copy has."},
	},
	{
		ID:   "amendment.versions",
		Name: Text{"先后两版", "Two versions"},
		Finds: Text{
			"两个文件是同一文件修改前后的两版，而不是一份文本的两个抄本：所异多、成句、语法完整。逐条的改动另报。",
			"Two files are one document before and after an amendment and not two copies of one text: what differs is much, whole and grammatical. What became of each article is told by itself."},
		Harm: Text{
			"把两版当作抄本去校，会拼出一份从未有过的文本。",
			"Taken for copies, the two would be mixed into a text that never was."},
		Example: Text{
			"《统计法》修改前后的两本：增三条，四十五条移号。定本即较新的一本，不取两本之混合。",
			"The 统计法 before and after its amendment: three articles added and forty-five renumbered. The canonical text is the newer and no mixture."},
		Wrong: Text{
			"只改一两个词的修正，与抄写之误分不清，会当作抄本；用 --as versions 指明。大改过的草稿也像新版，用 --as copies。",
			"An amendment of a word or two looks like a slip, and is taken for copies; say --as versions. A draft that was much rewritten looks like a version; say --as copies."},
	},
	{
		ID:   "amendment.added",
		Name: Text{"新增条文", "Article added"},
		Finds: Text{
			"较新一版中有、较旧一版中没有的条。",
			"An article of the newer version that the older does not have."},
		Harm: Text{
			"新增的条文是修改的要点，其后各条随之移号。",
			"New articles are the point of an amendment, and they move the numbers behind them."},
		Example: Text{
			"《统计法》新增第六条“国家构建系统完整、协同高效……的统计监督体系”，其后各条递移。",
			"The 统计法 has a new 第六条, on a system of 统计监督, and what follows is renumbered."},
		Wrong: Text{
			"由旧条通篇改写而成的，字面上看不出来历，会报作新增，旧条则报作删去。",
			"One written anew from end to end does not show where it comes from: it is told as added, and the old one as repealed."},
	},
	{
		ID:   "amendment.repealed",
		Name: Text{"删去条文", "Article repealed"},
		Finds: Text{
			"较旧一版中有、较新一版中没有的条。并入他条的报作改动。",
			"An article of the older version that the newer does not have. One that was merged into another is told as changed."},
		Harm: Text{
			"引用此条的文件失了依据。",
			"Documents that cite it have lost their ground."},
		Example: Text{
			"删去《对外贸易法》原第九条（备案登记），其后六十一条移号。",
			"The 对外贸易法 lost its 第九条, on registration, and sixty-one articles were renumbered."},
		Wrong: Text{
			"通篇改写的条，会报作一删一增。",
			"One written anew from end to end is told as repealed and added."},
	},
	{
		ID:   "amendment.changed",
		Name: Text{"条文改动", "Article changed"},
		Finds: Text{
			"两版都有而文字不同的条；序号改了也在此说明。",
			"An article that both versions have, in other words; that its number changed is told here too."},
		Harm: Text{
			"改动的词句就是修改的内容。",
			"The words that changed are what was amended."},
		Example: Text{
			"第五条有改动：增“根据经济社会发展的新情况，”。",
			"第五条 is changed: 根据经济社会发展的新情况， is put in."},
		Wrong: Text{
			"两条题材相近而各不相干时，可能误作一条的改动；证据中列出所改之处。",
			"Two articles on one subject may be taken for one that changed; the evidence lists what differs."},
	},
	{
		ID:   "amendment.renumbered",
		Name: Text{"条文移号", "Article renumbered"},
		Finds: Text{
			"文字照旧而序号不同的条。",
			"An article in the same words under another number."},
		Harm: Text{
			"引用旧号的文件会指错条文。",
			"Who cites the old number points to another article."},
		Example: Text{
			"原第七条改为第八条，文字照旧。",
			"第七条 is now 第八条, in the same words."},
		Wrong: Text{
			"两条文字全同时（如“本法自公布之日起施行”），可能认错是哪一条。",
			"Where two articles have the very same words, it may be the other one."},
	},
	{
		ID:   "structure.gap",
		Name: Text{"序号缺漏", "Labels skip"},
		Finds: Text{
			"同级序号中间缺号，或不从一开始。",
			"Labels of one level skip a number, or do not begin with one."},
		Harm: Text{
			"缺号之处往往丢了一条；各本都缺，就没有哪一本能补。",
			"Where a number is missing, mostly an item is lost; where all copies lack it, none can supply it."},
		Example: Text{
			"B “（二）建设‘楚怡’高水平学校”下从 2. 开始，1. 稳步发展职业本科教育已失，A 有。",
			"Under （二）建设“楚怡”高水平学校 B begins with 2.; item 1. 稳步发展职业本科教育 is lost there, and A has it."},
		Wrong: Text{
			"节选的文件、修正后保留空号的法规，本来就缺号。小数和年份行首也可能误作序号。",
			"Excerpts, and statutes that keep the number of a repealed article, have gaps by right. A decimal or a year at the head of a line may be taken for a label."},
	},
	{
		ID:   "structure.repeat",
		Name: Text{"序号重复", "Labels repeat"},
		Finds: Text{
			"同级之中，同一序号出现两次，而文字不同。",
			"A number stands twice at one level, before different texts."},
		Harm: Text{
			"“第二部分”所指不明；多半是粘贴或重排时留下的。",
			"Part 二 is then two things. Mostly it is left over from pasting or renumbering."},
		Example: Text{
			"A 有两个“二、主要任务”：前一个是版头残片中的，后一个才是正文。",
			"A has 二、主要任务 twice: the first among the fragments of its head, the second in the text."},
		Wrong: Text{
			"附件或引文里另起的序号，与正文同级时会误作重复。",
			"A list in an annex or a quotation, numbered anew at the same level, may be taken for a repeat."},
	},
	{
		ID:   "structure.order",
		Name: Text{"序号倒置", "Labels run backwards"},
		Finds: Text{
			"同级序号中，后一条的号小于前一条，其后又接着原来的次序。",
			"A label is lower than the one before it, and the list then goes on as before."},
		Harm: Text{
			"说明条款移了位，或序号印错。",
			"Either a clause has moved or its number is misprinted."},
		Example: Text{
			"如 （一）（三）（二）（四）：第三条与第二条的位置或序号有误。",
			"In （一）（三）（二）（四） the second and third have changed places, or numbers."},
		Wrong: Text{
			"另起的一段序号若丢了标题，也像倒置；认得出的报作 structure.orphan。",
			"A new list whose heading is lost looks the same; where it can be told, it is structure.orphan."},
	},
	{
		ID:   "structure.orphan",
		Name: Text{"条款失其上级", "Clause without its parent"},
		Finds: Text{
			"序号回到前面再往下数，中间却没有上级标题：标题连同其下的条款失落了。",
			"The numbers fall back and count on without a heading between: the heading is lost, and what stood under it."},
		Harm: Text{
			"其后的条款看上去归在前一个标题之下，意思和责任都会读错。",
			"What follows seems to stand under the heading before, and is read in the wrong sense."},
		Example: Text{
			"两本都在“（四）建设‘楚怡’产教融合创新平台”之后又出现“(三) 完善政策环境”“(四) ……宣传”：其间失了一个“三、”级的标题和（一）（二）两条。",
			"In both copies (三) 完善政策环境 and (四) ……宣传 follow （四）建设“楚怡”产教融合创新平台: a heading 三、 and its （一） and （二） are lost between."},
		Wrong: Text{
			"有的文件各段序号本来就不加上级标题。",
			"Some documents number several lists without headings."},
	},
	{
		ID:   "format.width",
		Name: Text{"全角半角", "Full and half width"},
		Finds: Text{
			"汉字旁用了半角的逗号、分号、冒号、问号、叹号或括号。一条之中合作一个问题。",
			"A half-width comma, semicolon, colon, question mark, exclamation mark or bracket stands beside Chinese. A clause is one finding."},
		Harm: Text{
			"不合 GB/T 15834；不改变意思，却使检索和比对落空。",
			"Against GB/T 15834. The meaning stays, but searching and comparing fail."},
		Example: Text{
			"B (三)完善政策环境。创新政策供给,提高技术技能人才待遇,……，应作（三）和，。",
			"B has (三)完善政策环境。创新政策供给,提高技术技能人才待遇,……; it should be （三） and ，."},
		Wrong: Text{
			"外文、公式、网址里的半角符号是对的；只有紧挨汉字的才报。",
			"In Latin text, formulas and addresses half width is right; only marks beside Chinese are told."},
	},
	{
		ID:   "format.date",
		Name: Text{"日期写法", "Dates"},
		Finds: Text{
			"同一日期，一本用阿拉伯数字，一本用汉字。",
			"One date is in figures in one copy and in Chinese characters in another."},
		Harm: Text{
			"成文日期应用阿拉伯数字（GB/T 9704）；两种写法并不是两个日期。",
			"The date of issue is written in figures (GB/T 9704). Two ways of writing are not two dates."},
		Example: Text{
			"A 作 2022年4月20日，B 作 二〇二二年四月二十日：定本取前者。",
			"A has 2022年4月20日, B 二〇二二年四月二十日: the first is printed."},
		Wrong: Text{
			"2012年以前的公文，成文日期本用汉字。",
			"Before 2012 the date of issue was written in Chinese characters."},
	},
}
