// Command generate makes the tables of look-alike and sound-alike characters that
// package language embeds, shape.txt and sound.txt, from published data about the
// 8,105 characters of the 通用规范汉字表 (see NOTICE.md in that package).
package main

import (
	"flag"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	data := flag.String("data", "../shared/data/confusables", "`folder` of the source data")
	out := flag.String("o", "align/language", "`folder` to write the tables to")
	flag.Parse()
	if err := generate(*data, *out); err != nil {
		log.Fatal(err)
	}
}

func generate(data, out string) error {
	chars, sound, err := readSounds(filepath.Join(data, "kMandarin_8105.txt"))
	if err != nil {
		return err
	}
	p, err := readIDS(filepath.Join(data, "ids_lv1.txt"))
	if err != nil {
		return err
	}
	listed, err := readGroups(filepath.Join(data, "same_stroke.txt"), chars)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(out, "sound.txt"), sound, 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "shape.txt"), shapeTable(chars, p, listed), 0o666)
}
