// Package audit judges a collation: what of each witness is no part of the
// document, what each has lost, which reading of each variant is right, and what
// an editor or archivist must be told.
//
//	rep := audit.Run(c, testimony) // what other documents quote of it; nil where nobody was asked
//	for _, f := range rep.Findings { ... }   // what is wrong, where, on what evidence
//	for _, j := range rep.Judgements { ... } // of each variant: which reading, how sure, why
//	rep.Dead[row][segment].Has(w)            // what w has there is no part of the document
//	rep.Parent[row]                          // the outline of what is
//	rep.Apparatus[row]                       // a table of contents, or the 题注: copies have it or not
//
// Others rely on this: no text is changed, every finding points to places of the
// witnesses, and whatever is chosen later rests on the same judgement that was
// reported. Every variant that is left when the dead text is set aside has one
// Judgement, whose probabilities add up to 1. The model of the language is the
// build's own, so that a Report is a function of the collation and the testimony; the
// order in which testimony is given changes nothing, and none is as if there were no
// such thing.
//
// # The order of the checks
//
// A check sees only the text that those before it have left alive, so the order
// is a part of the method. The two 楚怡 notices show why.
//
//	reprints     Runs printed twice of which the first print is torn: what of the
//	             two does not count. What the second alone has is the document's.
//	repeats      Items 6 to 8 of B say again what 3 to 5 say. While they live,
//	             A seems to have lost six items and not three.
//	fragments    Stray lines of A's red head (湖南, 天一实, 湖南省发). While they
//	             live, B seems to lack a beginning. First those that are borrowed
//	             from elsewhere in the text; the others when it is known that
//	             nothing is lost around them.
//	sisters      The opening of a letter of the same series: it shares the mould, so
//	             that hardly a row stands alone, and differs in what is poured in.
//	foreign      B's title on 双碳, with all below it up to the common text, stands
//	             where A has a title on 楚怡. One of the two is a stranger: the one
//	             that shares fewer of its words with the rest, or whose numbers are
//	             counted again behind it.
//	losses       What living text others have and a witness has not. Now that the
//	             copies of clauses and the other document are set aside, what is
//	             left over is a loss.
//	orders       Clauses that stand elsewhere in one copy.
//	judgements   Each variant is weighed, in the order of the text, so that what
//	             was chosen before serves as context; with three copies or more
//	             twice, because the first time tells which copies share rare errors.
//	variants     The judgements are told, and readings that stutter (湖南湖南).
//	proposals    What all copies have, and all who quote it have otherwise: a number
//	             that was wrong in the first copy already.
//	conjectures  Characters that one line of copies alone attests and that the
//	             language and the document speak against: 贪困.
//	sentences    Clauses that stop in mid-sentence in every copy: 支持建设3所
//	             “楚怡”高水平职业. It asks the text that most copies give.
//	unattested   What several quote where no copy has anything.
//	labels       The numbers of the text as reconciled: （四） and then (三) again.
//	spelling     Marks in half width.
//
// # Many copies
//
// Of two or three copies what nobody shares is suspect. Of thirty some share a page of
// another document, or a run printed twice, by chance. There the question is how many
// read on without it: the text is taken that needs the fewest accidents (accident.go).
// What two have against six that read on stands as alone as what one has, and the checks
// above ask what it is; where as many have it as read on, those who have it are asked as
// one (camp in foreign.go). What is left of it when they are through, held by few, is set
// aside for that alone (outnumbered.go).
//
// Of six notices in three times 32 damaged copies each (evalkit, eight profiles, one
// other document for all) 11.7 in a hundred characters of the canonical text were
// wrong without it, and 0.35 are; of 16 copies 9.1 and 0.00, of 8 copies 8.7 and 0.00. Where each
// second copy has the same wrong opening it is one against one, and words alone decide:
// of 32 such copies 3.0 in a hundred are wrong still.
//
// # One event is told once
//
// A cut sentence is a loss of one copy, a sentence without an end, and often a
// number that is skipped. What an earlier check has explained at a place is not
// told again there (desk.told): the loss is told, with the copy that reads on,
// because that is the strongest evidence and brings the remedy. A run of clauses
// is one finding, and so are the half-width marks of a clause, and what several
// copies have lost, or print too much, alike (event.go). A variant of
// mere marks is no finding at all: it is chosen like any other and stands in the
// result for who asks.
//
// # How a variant is weighed
//
// The evidence for each reading becomes a row of features: how many independent
// lines of copies have it, each counting for less where it is damaged round
// about; how often the document says it elsewhere; how likely it is as language,
// by the model of package language mixed with the document's own words (memory.go);
// how long it is; whether a number in it can be at all (calendar.go). Their weights
// were fitted by conditional logistic regression on damaged copies of statutes (the
// program in fit does it), apart for each class of variant: language says much of
// 生产性｜生动性 and nothing of 20｜30. Out comes a probability for each reading. What it
// decides is little: numbers, terms and modal words stay open whatever it says
// (Judgement.Open), and so does all that is less sure than Sure. A copy that prints a
// clause twice has two voices in it (print.go).
//
// # What other documents quote
//
// News, replies and implementing rules quote a notice, and a passage of theirs is
// evidence (他校). Each is laid beside the text of the copies letter by letter, marks
// left aside, by the local alignment of Smith and Waterman (local.go), which bears
// the misread letters of a scan and leaves out what is the other document's own.
// Where seven of the ten letters on either side agree, it testifies. It testifies by
// what it has, never by what it leaves out: people quote in part.
//
// Of a variant, the voices for each reading are one more feature (external.go). One
// voice settles nothing by itself, and the second counts for less than the first: who
// quotes may have copied from one who did. Where all copies have one thing and two
// voices another, it is proposed (proposal.go): the model is that of a noisy channel,
// as with conjectures, with the rate at which this very document differs elsewhere.
// Documents that share what they have against the text, or go on alike where they
// leave it, are made from one mould and one voice (mould.go): without that, of 1,927
// statutes, whose clauses come from each other, 0.8 in 10,000 characters would be
// called wrong on the word of their sisters; with it 0.03. What all copies lack is
// told, and never printed (unattested.go).
//
// Of 432 numbers, names and characters made wrong in every copy of 18 notices, and
// quoted by documents that put synonyms for words, 96 in a hundred were found on the
// word of two, and 99 on that of three or four; where a recogniser had misread one
// letter in a hundred of the quotations, 94 and 97. Nothing else was proposed.
package audit
