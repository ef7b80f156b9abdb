package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// version is set by the linker; see Makefile.
var version = "dev"

func (a *app) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: a.say(text{"印出版本", "Print the version"}),
		Args:  between(0, 0),
		RunE:  func(*cobra.Command, []string) error { return a.version() },
	}
}

func (a *app) version() error {
	return a.print(fmt.Sprintf("jiaokan %s %s %s/%s\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH))
}
