// Package language is what can be known of a reading from the language alone, 理校:
// how likely a text is in official Chinese, and which characters are easily taken
// for one another.
//
// Where two witnesses read 深化产教融合 and 深化产数融合, Weigh says by how many
// bits the first is likelier:
//
//	m := language.Load()
//	m.Weigh([]rune("深化产"), []rune("教"), []rune("数"), []rune("融合")) // 22.7
//
// and Alike, that the other may come of it by a slip of the eye:
//
//	shape, sound := language.Alike('教', '数')
//
// All texts are sequences of keys, that is of runes after Fold and without white
// space; a caller keeps its own spans beside them. What the package knows is in
// three embedded files, which never change while the program runs:
//
//	model.bin   n-grams of statutes and words, made by train
//	shape.txt   look-alikes, made by generate
//	sound.txt   readings of the 8,105 standard characters, made by generate
//
// NOTICE.md names the data they were made of.
package language
