package main

import (
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// A text is one message in both languages of the program.
type text struct{ ZH, EN string }

// A tongue says things in one language.
type tongue struct {
	en      bool
	printer *message.Printer
}

// tongueOf finds the language for a command line: --lang, else the locale.
// The documents are Chinese and so are most who read them: only a locale that
// says English gives English, and C and POSIX do not. The flag is looked for
// before the command line is parsed, because the help is in that language too.
func tongueOf(args []string, env func(string) string) tongue {
	lang := ""
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if lang = env(name); lang != "" {
			break
		}
	}
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if arg == "--lang" && i+1 < len(args) {
			lang = args[i+1]
		} else if v, ok := strings.CutPrefix(arg, "--lang="); ok {
			lang = v
		}
	}
	if english(lang) {
		return tongue{en: true, printer: message.NewPrinter(language.English)}
	}
	return tongue{printer: message.NewPrinter(language.Chinese)}
}

// english reports whether a language or locale is English: en, en_GB.UTF-8.
func english(lang string) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(lang), "en")
	return ok && (rest == "" || strings.ContainsRune("_-.@", rune(rest[0])))
}

func checkLang(lang string) error {
	if lang == "" || lang == "zh" || lang == "en" {
		return nil
	}
	return trouble{text{"--lang 不能是 %q", "--lang %q is not known"}, []any{lang}, nil, hint(text{"用 zh 或 en", "use zh or en"})}
}

// code is the name that package report has for the language.
func (t tongue) code() string {
	if t.en {
		return "en"
	}
	return "zh"
}

func (t tongue) pick(x text) string {
	if t.en {
		return x.EN
	}
	return x.ZH
}

func (t tongue) say(x text, args ...any) string {
	if len(args) == 0 {
		return t.pick(x)
	}
	return t.printer.Sprintf(t.pick(x), args...)
}
