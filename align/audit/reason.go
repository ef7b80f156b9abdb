package audit

// reasons says in words what spoke for the best reading against the next, and
// which of the four methods weighed most.
func reasons(keys []string, ev []evidence, fs [][Features]float64, best int) (Method, []Evidence) {
	next := -1
	for i := range ev {
		if i != best && (next < 0 || odds(fs[i]) > odds(fs[next])) {
			next = i
		}
	}
	a, b := ev[best], ev[next]
	gain := func(i int) float64 { return weight[i] * (fs[best][i] - fs[next][i]) }
	name := 3 + 2*int(names)
	copies, own, said, language := gain(0), gain(1)+gain(name), gain(voices), 0.0
	for i := 2; i < Features; i++ {
		if i != name && i != voices {
			language += gain(i)
		}
	}
	method := ByCollation
	if said > 0 && said > max(copies, own, language) {
		method = External
	} else if own > copies && own > language {
		method = Internal
	} else if language > copies {
		method = Reason
	}
	out := []Evidence{{ByCollation, copiesSay(keys, ev, best, next)}}
	if a.count != b.count && keys[best] != "" && keys[next] != "" {
		out = append(out, Evidence{Internal, say("全文他处“%s”%d 见，“%s”%d 见", "elsewhere in the document “%s” occurs %d times, “%s” %d times", show(keys[best]), a.count, show(keys[next]), b.count)})
	}
	if b.cannot != "" && a.cannot == "" {
		out = append(out, Evidence{Reason, say("“%s”不可能", "“%s” cannot be", b.cannot)})
	}
	switch {
	case a.rim > b.rim:
		out = append(out, Evidence{Reason, say("在条款首尾，残缺者多，增添者少", "at the bounds of a clause copies lose text and seldom add it")})
	case language > 0.5:
		out = append(out, Evidence{Reason, say("就上下文的语言看，“%s”更通顺", "in its context “%s” is the likelier language", show(keys[best]))})
	case language < -0.5:
		out = append(out, Evidence{Reason, say("单就语言看，“%s”亦通", "by language alone “%s” would do", show(keys[next]))})
	}
	if Alike([]string{keys[best], keys[next]}) {
		out = append(out, Evidence{Reason, say("“%s”与“%s”形近或音近，易误认误录", "“%[2]s” is easily taken for “%[1]s”", show(keys[best]), show(keys[next]))})
	}
	return method, out
}

// copiesSay tells how the copies stand, and which of them is damaged here.
func copiesSay(keys []string, ev []evidence, best, next int) Text {
	all := 0
	for _, e := range ev {
		all += len(e.at)
	}
	t := say("%d 份版本中 %d 份作“%s”", "of %d copies %d read “%s”", all, len(ev[best].at), show(keys[best]))
	if len(ev[best].at) == len(ev[next].at) {
		t = say("“%s”与“%s”各有 %d 份版本", "“%s” and “%s” have as many copies each: %d", show(keys[best]), show(keys[next]), len(ev[best].at))
	}
	if e := ev[next]; e.lines < float64(len(e.at)) {
		more := say("；%s 此段前后残损", "; %s is damaged round about", sigla(e.at))
		if e.kin {
			more = say("；%s 同出一源，只算一证", "; %s come from one parent and count as one", sigla(e.at))
		}
		t.ZH, t.EN = t.ZH+more.ZH, t.EN+more.EN
	}
	return t
}

func show(key string) string {
	if key == "" {
		return "∅"
	}
	return quote(unfold(key), 16)
}
