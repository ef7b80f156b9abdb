package pdf

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"os"
	"sync"
	_ "unsafe" // for go:linkname

	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/klippa-app/go-pdfium/webassembly/imports"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/experimental"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

// pdfiumWasm is pdfium as go-pdfium carries it. Its own calls are of no use
// here: they start the module without a limit that holds, show it the whole file
// system, and allocate and free memory of the module for each number that they
// return, ten calls where one does, for each character of the text.
//
//go:linkname pdfiumWasm github.com/klippa-app/go-pdfium/webassembly.pdfiumWasm
var pdfiumWasm []byte

// The package is linked for the sake of its variable.
var _ = webassembly.Config{}

// fonts holds the one font that pdfium finds in the place of those that a file
// does not bring along. pdfium leaves out text whose box is empty, and without a
// font the box of a Han character has no height: written downwards or turned
// aside, whole pages were lost. The font has boxes and no ink. Its characters
// are as wide as the file says, so that the text does not depend on the fonts of
// the machine.
//
//go:embed fonts
var fonts embed.FS

// An Engine reads PDF files. Its zero value is ready for use, by several
// goroutines: it reads one file after the other, which bounds its memory.
type Engine struct {
	Cache string // folder for the compiled engine, made if need be; empty keeps none

	one      sync.Mutex // held while a file is read
	runtime  wazero.Runtime
	compiled wazero.CompiledModule
	cache    wazero.CompilationCache
}

// Close stops the engine and gives back its memory. A file read afterwards
// starts it again.
func (e *Engine) Close() error {
	e.one.Lock()
	defer e.one.Unlock()
	return e.stop()
}

func (e *Engine) stop() error {
	var err error
	if e.runtime != nil {
		err = e.runtime.Close(context.Background())
	}
	if e.cache != nil {
		err = errors.Join(err, e.cache.Close(context.Background()))
	}
	e.runtime, e.compiled, e.cache = nil, nil, nil
	return err
}

// start compiles pdfium or takes the compiled code from the cache. A cache that
// cannot be used costs time and is no error.
func (e *Engine) start(ctx context.Context) error {
	if e.runtime != nil {
		return nil
	}
	if e.Cache != "" && os.MkdirAll(e.Cache, 0o700) == nil {
		e.cache, _ = wazero.NewCompilationCacheWithDir(e.Cache)
	}
	err := e.compile(ctx)
	if err != nil && e.cache != nil {
		err = errors.Join(e.stop(), e.compile(ctx))
	}
	if err != nil {
		return fmt.Errorf("start pdfium: %w", errors.Join(err, e.stop()))
	}
	return nil
}

func (e *Engine) compile(ctx context.Context) error {
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(maxMemory)
	if e.cache != nil {
		config = config.WithCompilationCache(e.cache)
	}
	e.runtime = wazero.NewRuntimeWithConfig(ctx, config)
	wasm, err := metered(pdfiumWasm)
	if err != nil {
		return err
	}
	if _, err := wasi_snapshot_preview1.Instantiate(ctx, e.runtime); err != nil {
		return err
	}
	if e.compiled, err = e.runtime.CompileModule(ctx, wasm); err != nil {
		return err
	}
	_, err = imports.Instantiate(ctx, e.runtime, e.compiled)
	return err
}

// open gives a fresh instance of pdfium the file, calls f with it and throws the
// instance away, whatever became of it. The instance sees one font and no other
// file, no clock, no environment and no terminal: that is wazero's default, and
// so is a source of random numbers that always gives the same.
func (e *Engine) open(data []byte, f func(*guest, document) error) error {
	e.one.Lock()
	defer e.one.Unlock()
	ctx := context.Background()
	if err := e.start(ctx); err != nil {
		return err
	}
	config := wazero.NewModuleConfig().WithName("").WithStartFunctions().
		WithFSConfig(wazero.NewFSConfig().WithFSMount(fonts, "/usr/share"))
	reserving := experimental.WithMemoryAllocator(ctx, experimental.MemoryAllocatorFunc(reserve))
	mod, err := e.runtime.InstantiateModule(reserving, e.compiled, config)
	if err != nil {
		return fmt.Errorf("start pdfium: %w", err)
	}
	defer mod.Close(ctx)
	g := newGuest(ctx, mod)
	doc := g.load(data)
	if g.err == nil {
		err = f(g, doc)
	}
	if g.err != nil {
		return g.err
	}
	return err
}
