package align

// reorder puts neighbouring rows in the order that most of the witnesses which
// have both give them. The columns stand in the order of whichever witness
// brought them first; here the others are heard.
func reorder(rows []Row) {
	first := make([]map[int]int, len(rows))
	for r := range rows {
		first[r] = begin(rows[r])
	}
	for pass, moved := 0, true; moved && pass < len(rows); pass++ {
		moved = false
		for r := 1; r < len(rows); r++ {
			if against(first[r-1], first[r]) > 0 {
				rows[r-1], rows[r] = rows[r], rows[r-1]
				first[r-1], first[r] = first[r], first[r-1]
				moved = true
			}
		}
	}
}

// begin returns where each witness begins a row.
func begin(row Row) map[int]int {
	out := map[int]int{}
	for _, seg := range row.Segments {
		for _, rd := range seg.Readings {
			for _, p := range rd.At {
				if p.Span.Len() > 0 {
					if old, ok := out[p.Witness]; !ok || p.Span.Lo < old {
						out[p.Witness] = p.Span.Lo
					}
				}
			}
		}
	}
	return out
}

// against counts the witnesses that have b before a, less those that have a
// before b.
func against(a, b map[int]int) (n int) {
	for w, x := range a {
		if y, ok := b[w]; ok {
			if y < x {
				n++
			} else {
				n--
			}
		}
	}
	return n
}
