// Abroad prints the words of its argument. TestAbroad builds it as a release is
// built and runs it as on a machine where no Go was ever installed.
package main

import (
	"fmt"
	"os"
	"strings"

	"jiaokan/align/segment"
)

func main() {
	var d segment.Dictionary
	fmt.Println(strings.Join(d.Cut(os.Args[1]), " "))
	if err := d.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}
