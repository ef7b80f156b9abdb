package extract_test

import (
	"testing"

	"jiaokan/extract"
)

func TestHanNumber(t *testing.T) {
	for _, c := range []struct {
		in   string
		want int
	}{
		{"一", 1}, {"十", 10}, {"十五", 15}, {"二十", 20}, {"二十一", 21}, {"廿一", 21}, {"卅", 30}, {"一百", 100}, {"一百零五", 105},
		{"一百一十", 110}, {"一百二", 120}, {"三百五十六", 356}, {"一千零一", 1001}, {"两千", 2000}, {"一万", 10000}, {"三万五", 35000},
		{"一万零五", 10005}, {"十万", 100000}, {"三亿四千万", 340000000}, {"3亿4千万", 340000000}, {"3.45亿", 345000000}, {"1.5万", 15000},
		{"一万亿", 1000000000000}, {"二〇二二", 2022}, {"二零一八", 2018}, {"一九九七", 1997}, {"2022", 2022}, {"１２", 12}, {"1,200", 1200},
		{"4千", 4000}, {"4000", 4000}, {"贰拾叁", 23}, {"伍仟萬", 50000000}, {"零", 0}, {"0", 0}, {"〇", 0}, {"100", 100}, {"1.0", 1},
	} {
		if got, ok := extract.HanNumber(c.in); !ok || got != c.want {
			t.Errorf("%s: %d, %v; want %d", c.in, got, ok, c.want)
		}
	}
	for _, in := range []string{"", "第一", "一个", "3.5", "万", "亿", ".", "1.", "五.", "十十", "一百百", "百千", "99999999999999999999", "一二三四五六七八九〇一二三四五六七八九〇", "1.2.3", "1..2", "1.23456789万", "99999999999999999千"} {
		if n, ok := extract.HanNumber(in); ok {
			t.Errorf("%s: %d", in, n)
		}
	}
}

func TestReadLabel(t *testing.T) {
	const (
		part, sub, chapter, section, article = extract.Part, extract.SubPart, extract.Chapter, extract.Section, extract.Article
		han, hanParen, digit, paren, circle  = extract.Han, extract.HanParen, extract.Digit, extract.Paren, extract.Circle
	)
	for _, c := range []struct {
		line, label string
		num         extract.Num
	}{
		{"第三条　为了", "第三条", extract.Num{Style: article, Value: 3}},
		{"第一百二十条之二 违反", "第一百二十条之二", extract.Num{Style: article, Value: 120, Sub: 2}},
		{"第3条 为了", "第3条", extract.Num{Style: article, Value: 3}},
		{"第一条中华人民共和国境内的企业适用本法。", "第一条", extract.Num{Style: article, Value: 1}},
		{"第三條　本法", "第三條", extract.Num{Style: article, Value: 3}},
		{"　　第 一 章　总则", "第 一 章", extract.Num{Style: chapter, Value: 1}},
		{"第一编 总则", "第一编", extract.Num{Style: part, Value: 1}},
		{"第二分编 典型合同", "第二分编", extract.Num{Style: sub, Value: 2}},
		{"第二節　審查", "第二節", extract.Num{Style: section, Value: 2}},
		{"一、工作目标", "一、", extract.Num{Style: han, Value: 1}},
		{"十 二、其他", "十 二、", extract.Num{Style: han, Value: 12}},
		{"一.工作目标", "一.", extract.Num{Style: han, Value: 1}},
		{"（二十一）加强", "（二十一）", extract.Num{Style: hanParen, Value: 21}},
		{"(三) 完善", "(三)", extract.Num{Style: hanParen, Value: 3}},
		{"（ 一 ）夯实", "（ 一 ）", extract.Num{Style: hanParen, Value: 1}},
		{"（一）、夯实", "（一）、", extract.Num{Style: hanParen, Value: 1}},
		{"（二）项目建设", "（二）", extract.Num{Style: hanParen, Value: 2}},
		{"㈢加强", "㈢", extract.Num{Style: hanParen, Value: 3}},
		{"2. 夯实", "2.", extract.Num{Style: digit, Value: 2}},
		{"2．夯实", "2．", extract.Num{Style: digit, Value: 2}},
		{"２、夯实", "２、", extract.Num{Style: digit, Value: 2}},
		{"1.“楚怡”", "1.", extract.Num{Style: digit, Value: 1}},
		{"1. 5G网络", "1.", extract.Num{Style: digit, Value: 1}},
		{"1.2022年底前", "1.", extract.Num{Style: digit, Value: 1}},
		{"⒉夯实", "⒉", extract.Num{Style: digit, Value: 2}},
		{"(1)稳步", "(1)", extract.Num{Style: paren, Value: 1}},
		{"（１０）稳步", "（１０）", extract.Num{Style: paren, Value: 10}},
		{"⑵稳步", "⑵", extract.Num{Style: paren, Value: 2}},
		{"③遴选", "③", extract.Num{Style: circle, Value: 3}},
		{"㉑遴选", "㉑", extract.Num{Style: circle, Value: 21}},
		{"一、", "一、", extract.Num{Style: han, Value: 1}},
		{"（一）", "（一）", extract.Num{Style: hanParen, Value: 1}},
		{"三、一体推进", "三、", extract.Num{Style: han, Value: 3}},
	} {
		num, sp := extract.ReadLabel(c.line)
		if num != c.num || c.line[sp.Lo:sp.Hi] != c.label {
			t.Errorf("%s: %v %q", c.line, num, c.line[sp.Lo:sp.Hi])
		}
	}
	for _, line := range []string{"", "一", "一是", "十四五时期", "1", "12", "7.9公分", "3.5%", "2019年", "2018.10.27", "1.5万", "1.2.3", "100.5亿元",
		"三、四线城市", "一、二、三等奖", "十、百、千", "5、6月份", "（2018）", "（二〇一八）", "（2018年）", "〔2018〕71号", "第三条规定", "第三条件", "第一章程",
		"第二节目", "第一编辑部", "第二条、第三条", "第十条第二款", "（一）项规定", "（一）、（二）项", "（一）和（二）", "第一，", "第一批", "①、②", "1.5.", "...", "（", "第", "第一", "1、2、3"} {
		if num, _ := extract.ReadLabel(line); num.Style != extract.NoStyle {
			t.Errorf("%s: %v", line, num)
		}
	}
}
