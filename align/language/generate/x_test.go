package main
import "testing"
func TestX(t *testing.T) { if err := generate("/work/shared/data/confusables", t.TempDir()); err != nil { t.Fatal(err) } }
