package main

import "io"

func calibration(w io.Writer, dirs []string, picture string) error { return nil }
