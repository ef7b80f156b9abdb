package main

import (
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// limit is how long it takes to find, read and hash all files of a folder, as many at a
// time as there are workers. No program that says of every file whether it has
// changed can be faster.
func limit(dir string, workers int) (files int, size int64, took time.Duration, err error) {
	begin := time.Now()
	paths := make(chan string, 256)
	sizes, counts, errs := make([]int64, workers), make([]int, workers), make([]error, workers+1)
	var wg sync.WaitGroup
	for k := range workers {
		wg.Go(func() {
			h := sha256.New()
			buf := make([]byte, 1<<16)
			for p := range paths {
				if errs[k] == nil {
					var n int64
					if n, errs[k] = hashFile(p, h, buf); errs[k] == nil {
						sizes[k], counts[k] = sizes[k]+n, counts[k]+1
					}
				}
			}
		})
	}
	errs[workers] = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			paths <- path
		}
		return err
	})
	close(paths)
	wg.Wait()
	took = time.Since(begin)
	for k := range workers {
		files, size = files+counts[k], size+sizes[k]
	}
	return files, size, took, errors.Join(errs...)
}

func hashFile(path string, h hash.Hash, buf []byte) (int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	h.Reset()
	n, err := io.CopyBuffer(struct{ io.Writer }{h}, struct{ io.Reader }{f}, buf)
	h.Sum(nil)
	return n, err
}
