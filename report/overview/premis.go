package overview

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"jiaokan/corpus"
)

// PREMIS Data Dictionary 3.0 as its schema premis-v3-0.xsd has it. Of a file:
// objectIdentifier, objectCharacteristics (fixity, size, format), originalName,
// storage, linkingEventIdentifier, in this order. Of an event: eventIdentifier,
// eventType, eventDateTime, eventDetailInformation, eventOutcomeInformation,
// linkingAgentIdentifier. An object names its events, so that an event of a
// thousand objects is short. The names of events and algorithms are those of the
// preservation vocabularies of the Library of Congress (id.loc.gov); SM3, GB/T
// 32905, is in none of them.
const (
	premisNamespace = "http://www.loc.gov/premis/v3"
	premisHead      = xml.Header + `<premis xmlns="` + premisNamespace + `" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="` + premisNamespace + ` http://www.loc.gov/standards/premis/premis.xsd" version="3.0">` + "\n"
	premisTail      = "</premis>\n"
	vocabulary      = "http://id.loc.gov/vocabulary/preservation/"
)

// How objects, events and the program are identified.
const (
	objectID = "jiaokan document"
	eventID  = "jiaokan event"
	agentID  = "jiaokan version"
)

// premisObjects is how many documents a file has.
const premisObjects = 10_000

type (
	// A term of a vocabulary.
	premisTerm struct {
		Authority    string `xml:"authority,attr,omitempty"`
		AuthorityURI string `xml:"authorityURI,attr,omitempty"`
		ValueURI     string `xml:"valueURI,attr,omitempty"`
		Text         string `xml:",chardata"`
	}
	premisFixity struct {
		Algorithm  premisTerm `xml:"messageDigestAlgorithm"`
		Digest     string     `xml:"messageDigest"`
		Originator string     `xml:"messageDigestOriginator"`
	}
	premisObject struct {
		XMLName      xml.Name           `xml:"object"`
		Type         string             `xml:"xsi:type,attr"`
		IDType       string             `xml:"objectIdentifier>objectIdentifierType"`
		ID           string             `xml:"objectIdentifier>objectIdentifierValue"`
		Fixity       []premisFixity     `xml:"objectCharacteristics>fixity"`
		Size         int64              `xml:"objectCharacteristics>size"`
		Format       string             `xml:"objectCharacteristics>format>formatDesignation>formatName"`
		OriginalName string             `xml:"originalName"`
		PathType     string             `xml:"storage>contentLocation>contentLocationType"`
		Path         string             `xml:"storage>contentLocation>contentLocationValue"`
		Events       []premisObjectLink `xml:"linkingEventIdentifier"`
	}
	premisObjectLink struct {
		Type  string `xml:"linkingEventIdentifierType"`
		Value string `xml:"linkingEventIdentifierValue"`
	}
	premisEvent struct {
		XMLName   xml.Name    `xml:"event"`
		IDType    string      `xml:"eventIdentifier>eventIdentifierType"`
		ID        string      `xml:"eventIdentifier>eventIdentifierValue"`
		Type      premisTerm  `xml:"eventType"`
		Time      string      `xml:"eventDateTime"`
		Detail    string      `xml:"eventDetailInformation>eventDetail"`
		Outcome   string      `xml:"eventOutcomeInformation>eventOutcome"`
		Note      *premisNote `xml:"eventOutcomeInformation>eventOutcomeDetail"` // nil: an empty one is not valid
		AgentType string      `xml:"linkingAgentIdentifier>linkingAgentIdentifierType"`
		Agent     string      `xml:"linkingAgentIdentifier>linkingAgentIdentifierValue"`
		AgentRole string      `xml:"linkingAgentIdentifier>linkingAgentRole"`
	}
	premisNote struct {
		Text string `xml:"eventOutcomeDetailNote"`
	}
	premisAgent struct {
		XMLName xml.Name `xml:"agent"`
		IDType  string   `xml:"agentIdentifier>agentIdentifierType"`
		ID      string   `xml:"agentIdentifier>agentIdentifierValue"`
		Name    string   `xml:"agentName"`
		Type    string   `xml:"agentType"`
		Version string   `xml:"agentVersion"`
	}
)

func hex(sum [32]byte) string { return fmt.Sprintf("%x", sum) }

func algorithm(name, code string) premisTerm {
	t := premisTerm{Text: name}
	if code != "" {
		t.Authority, t.AuthorityURI = "cryptographicHashFunctions", vocabulary+"cryptographicHashFunctions"
		t.ValueURI = t.AuthorityURI + "/" + code
	}
	return t
}

func eventType(name, code string) premisTerm {
	t := premisTerm{Text: name, Authority: "eventType", AuthorityURI: vocabulary + "eventType"}
	t.ValueURI = t.AuthorityURI + "/" + code
	return t
}

// A premis writes the metadata of documents that come in order of ID, some
// thousands to a file, each with the events it speaks of.
type premis struct {
	s      *site
	taken  []corpus.Event           // ingestions, in order of their first document
	checks []corpus.Event           // of fixity, in order of time
	of     map[int64][]corpus.Event // fixity events of one document, and that they were accepted

	n      int // files
	rows   int // of the file in hand
	f      *os.File
	w      *bufio.Writer
	xml    *xml.Encoder
	events []premisEvent
	told   map[string]bool // ids of events
}

func newPremis(s *site, events []corpus.Event) *premis {
	p := &premis{s: s, of: map[int64][]corpus.Event{}}
	for _, e := range events {
		switch e.Kind {
		case corpus.EventIngested:
			p.taken = append(p.taken, e)
		case corpus.EventChecked:
			p.checks = append(p.checks, e)
		default:
			p.of[e.Document] = append(p.of[e.Document], e)
		}
	}
	slices.SortStableFunc(p.taken, func(a, b corpus.Event) int { return int(a.Document - b.Document) })
	return p
}

func (p *premis) open() error {
	p.n++
	name := filepath.Join(p.s.dir, "premis", fmt.Sprintf("%04d.xml", p.n))
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	var err error
	if p.f, err = os.Create(name); err != nil {
		return err
	}
	p.w = bufio.NewWriterSize(p.f, 1<<16)
	p.xml = xml.NewEncoder(p.w)
	p.xml.Indent("", " ")
	p.rows, p.events, p.told = 0, nil, map[string]bool{}
	_, err = io.WriteString(p.w, premisHead)
	return err
}

// add writes the object of a document.
func (p *premis) add(d *corpus.FiledDocument) error {
	if p.f == nil {
		if err := p.open(); err != nil {
			return err
		}
	}
	o := premisObject{
		Type: "file", IDType: objectID, ID: strconv.FormatInt(d.ID, 10), Size: d.Size, Format: d.Format,
		OriginalName: d.Path[strings.LastIndexByte(d.Path, '/')+1:], PathType: "path", Path: d.Path,
	}
	if o.Format == "" {
		o.Format = "unknown"
	}
	if d.Hashed {
		o.Fixity = []premisFixity{
			{algorithm("SHA-256", "sha256"), hex(d.SHA256), "jiaokan"},
			{algorithm("SM3", ""), hex(d.SM3), "jiaokan"},
		}
	}
	for _, e := range p.eventsOf(d) {
		o.Events = append(o.Events, premisObjectLink{eventID, e.ID})
		if !p.told[e.ID] {
			p.told[e.ID] = true
			p.events = append(p.events, e)
		}
	}
	if err := p.xml.Encode(o); err != nil {
		return err
	}
	if p.rows++; p.rows == premisObjects {
		return p.end()
	}
	return nil
}

// end writes the events that the objects of a file speak of, and who did it.
func (p *premis) end() error {
	if p.f == nil {
		return nil
	}
	var errs []error
	for _, e := range p.events {
		errs = append(errs, p.xml.Encode(e))
	}
	errs = append(errs, p.xml.Encode(premisAgent{IDType: agentID, ID: p.agent(), Name: "jiaokan", Type: "software", Version: p.agent()}))
	_, err := io.WriteString(p.w, "\n"+premisTail)
	errs = append(errs, err, p.w.Flush(), p.f.Close())
	p.f = nil
	return errors.Join(errs...)
}

func (p *premis) agent() string { return p.s.opt.Version }

// eventsOf are the events of a document: that it was taken in, that its format was
// validated by reading it, and what became of its fixity.
func (p *premis) eventsOf(d *corpus.FiledDocument) (out []premisEvent) {
	when := time.Time{}
	if e := p.ingestion(d.ID); e != nil {
		when = e.Time
		id := strconv.FormatInt(e.ID, 10)
		out = append(out, p.event(id, eventType("ingestion", "ing"), when, "taken into the archive; SHA-256 and SM3 computed", "success", ""))
		if d.Why == "" {
			out = append(out, p.event(id+"-read", eventType("validation", "val"), when, "the text was read", "pass", ""))
		} else {
			out = append(out, p.event(id+"-unread-"+strconv.FormatInt(d.ID, 10), eventType("validation", "val"), when, "the text was to be read", "fail", d.Why))
		}
	}
	wrong := map[int64]bool{} // checks that have found it changed or missing
	for _, e := range p.of[d.ID] {
		if e.Kind == corpus.EventAccepted {
			out = append(out, p.event(strconv.FormatInt(e.ID, 10), premisTerm{Text: "acceptance"}, e.Time, "what was found was looked at by a person", "accepted", ""))
			continue
		}
		outcome, note := "fail", "the file has other content"
		switch e.Kind {
		case corpus.EventMissing:
			note = "the file is not there"
		case corpus.EventReturned:
			outcome, note = "pass", "the file is the one recorded again"
		}
		if e.Kind == corpus.EventChanged && e.Other > 0 {
			note += "; it is document " + strconv.FormatInt(e.Other, 10)
		}
		out = append(out, p.event(strconv.FormatInt(e.ID, 10), eventType("fixity check", "fix"), e.Time, "SHA-256 compared with the one recorded", outcome, note))
		if c := p.checkAfter(e.ID); c != nil {
			wrong[c.ID] = true
		}
	}
	if c := p.lastCheck(); c != nil && d.Hashed && !c.Time.Before(when) && !wrong[c.ID] && (d.State == corpus.Legible || d.State == corpus.Unread) {
		out = append(out, p.event(strconv.FormatInt(c.ID, 10), eventType("fixity check", "fix"), c.Time, "SHA-256 compared with the one recorded", "pass", ""))
	}
	return out
}

// ingestion is the event by which a document was taken in.
func (p *premis) ingestion(id int64) *corpus.Event {
	i, found := slices.BinarySearchFunc(p.taken, id, func(e corpus.Event, id int64) int { return int(e.Document - id) })
	if !found {
		i--
	}
	if i < 0 || id >= p.taken[i].Document+int64(p.taken[i].Count) {
		return nil
	}
	return &p.taken[i]
}

// checkAfter is the check that an event belongs to: the next one recorded.
func (p *premis) checkAfter(id int64) *corpus.Event {
	for i := range p.checks {
		if p.checks[i].ID > id {
			return &p.checks[i]
		}
	}
	return nil
}

func (p *premis) lastCheck() *corpus.Event {
	if len(p.checks) == 0 {
		return nil
	}
	return &p.checks[len(p.checks)-1]
}

func (p *premis) event(id string, kind premisTerm, when time.Time, detail, outcome, note string) premisEvent {
	e := premisEvent{
		IDType: eventID, ID: id, Type: kind, Time: when.UTC().Format(time.RFC3339), Detail: detail, Outcome: outcome,
		AgentType: agentID, Agent: p.agent(), AgentRole: "executing program",
	}
	if note != "" {
		e.Note = &premisNote{note}
	}
	return e
}
