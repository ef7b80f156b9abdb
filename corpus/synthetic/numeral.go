package main

import "strings"

const digits = "零一二三四五六七八九"

// numeral writes n, from 0 to 199, in Chinese.
func numeral(n int) string {
	d := func(i int) string { return string([]rune(digits)[i]) }
	switch {
	case n < 10:
		return d(n)
	case n < 20:
		return strings.TrimSuffix("十"+d(n-10), "零")
	case n < 100:
		return strings.TrimSuffix(d(n/10)+"十"+d(n%10), "零")
	case n%100 == 0:
		return d(n/100) + "百"
	case n%100 < 10:
		return d(n/100) + "百零" + d(n%100)
	}
	return d(n/100) + "百" + numeral(n%100)
}

// value reads a Chinese numeral below 1,000. It takes what is written: 十百 counts too.
func value(s []rune) int {
	v, cur := 0, 0
	for _, r := range s {
		switch r {
		case '百':
			v, cur = v+max(cur, 1)*100, 0
		case '十':
			v, cur = v+max(cur, 1)*10, 0
		case '零', '〇':
			cur = 0
		default:
			cur = strings.IndexRune(digits, r) / len("零")
		}
	}
	return v + cur
}
