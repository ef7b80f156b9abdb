package align

import (
	"strings"
	"testing"
)

var articles = []string{
	"公共图书馆应当设置少年儿童阅览区域，根据少年儿童的特点配备相应的专业人员。",
	"建设工程使用的建筑材料，应当符合国家标准和合同约定，不得使用不合格产品。",
	"各级人民政府应当加强对森林防火工作的领导，建立火灾监测预警体系。",
	"纳税人因有特殊困难，不能按期缴纳税款的，可以延期，但是最长不得超过三个月。",
	"鼓励社会资本以独资、合资、租赁等形式参与养老服务设施的运营。",
	"车辆通过没有交通信号的路口，应当减速慢行，让行人优先通过。",
}

// document prints some articles, numbered as they stand.
func document(order ...int) string {
	var out strings.Builder
	for i, x := range order {
		out.WriteString("第" + han(i+1) + "条　" + articles[x] + "\n")
	}
	return out.String()
}

// order returns the articles in the order of the rows, and how many witnesses
// each row has.
func order(t *testing.T, c *Collation) (at, have []int) {
	t.Helper()
	checkRows(t, c)
	for _, row := range c.Rows {
		who, key := set(0), ""
		for _, seg := range row.Segments {
			for _, rd := range seg.Readings {
				key += rd.Key
				for _, p := range rd.At {
					if p.Span.Len() > 0 {
						who = who.with(p.Witness)
					}
				}
			}
		}
		x := -1
		for y, a := range articles {
			if Key(a) == key {
				x = y
			}
		}
		at, have = append(at, x), append(have, who.count())
	}
	return at, have
}

// TestMoves collates copies that have the articles in different orders: every
// article is one row of all witnesses, where most of them have it.
func TestMoves(t *testing.T) {
	for _, c := range []struct {
		name   string
		copies [][]int
		want   []int // nil where no order has a majority
	}{
		{"one moved to the front, two against one", [][]int{{0, 1, 2, 3, 4, 5}, {3, 0, 1, 2, 4, 5}, {0, 1, 2, 3, 4, 5}}, []int{0, 1, 2, 3, 4, 5}},
		{"one moved to the end, two against one", [][]int{{0, 2, 3, 4, 5, 1}, {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}}, []int{0, 1, 2, 3, 4, 5}},
		{"two swapped, three against one", [][]int{{0, 1, 2, 3, 4, 5}, {0, 1, 3, 2, 4, 5}, {0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}}, []int{0, 1, 2, 3, 4, 5}},
		{"two swapped, one against one", [][]int{{0, 1, 2, 3, 4, 5}, {0, 1, 3, 2, 4, 5}}, nil},
		{"a run moved", [][]int{{0, 1, 2, 3, 4, 5}, {0, 3, 4, 1, 2, 5}, {0, 1, 2, 3, 4, 5}}, []int{0, 1, 2, 3, 4, 5}},
		{"one lost by each", [][]int{{1, 2, 3, 4, 5}, {0, 1, 2, 4, 5}, {0, 1, 2, 3, 4}}, []int{0, 1, 2, 3, 4, 5}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var texts []string
			for _, o := range c.copies {
				texts = append(texts, document(o...))
			}
			at, have := order(t, Collate(read(t, texts...), Options{}))
			if len(at) != len(articles) {
				t.Fatalf("rows %v of %v witnesses", at, have)
			}
			for x := range at {
				n := 0
				for _, o := range c.copies {
					for _, y := range o {
						if y == at[x] {
							n++
						}
					}
				}
				if have[x] != n {
					t.Errorf("article %d has %d witnesses in its row, want %d", at[x], have[x], n)
				}
				if c.want != nil && at[x] != c.want[x] {
					t.Errorf("order %v, want %v", at, c.want)
					break
				}
			}
		})
	}
}

// TestPageLosses joins two copies that lost neighbouring pages.
func TestPageLosses(t *testing.T) {
	a, b := document(0, 1, 2, 3, 4, 5), document(0, 1, 2, 3, 4, 5)
	cut := func(text, from, to string) string {
		i, j := strings.Index(text, from), strings.Index(text, to)
		return text[:i] + "\n" + text[j:]
	}
	c := Collate(read(t, cut(a, "和合同约定", "建立火灾监测"), cut(b, "可以延期", "参与养老服务")), Options{})
	checkRows(t, c)
	if len(c.Rows) != 6 || variants(c) != 0 {
		t.Errorf("%d rows, %d variants", len(c.Rows), variants(c))
	}
	for x, row := range c.Rows {
		key := ""
		for _, seg := range row.Segments {
			key += seg.Readings[0].Key
		}
		if x < 6 && key != Key(articles[x]) {
			t.Errorf("row %d reads %s", x+1, key)
		}
	}
}
