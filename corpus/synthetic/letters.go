package main

import (
	"slices"
	"strings"
)

// lookalike are groups of characters that are read one for another.
const lookalike = `己已巳 未末 日曰 土士 人入 大太天 干千于 王玉 田由甲申 戊戌戍 治冶 析折 侯候 拔拨 徒徙 没设 住往 任仕
贷货 贫贪 晴睛 清请情 推椎 科料 论沦伦 提堤 建健键 组祖阻租粗 技枝 校较 数教 政改攻 优伏忧 育肓 资货责贵
费贵 划刘 刚则 制刷 院除 陪部倍 群郡 等筹 员贡 团困因 国围固 质盾 量重 展屉 业亚 职识织 新斩 创刨 服股 务夯
统充 管菅 理埋 体休 系糸 发友 完宄 善着 保呆 障漳 措借错 施拖 强弱 加如 快块 推准 进过 项顷 目自 标际 任仁
务条 实买 现观 产立 行汗 规现 范苑 化代 水永 平乎 高商 特持 色包 名各 师帅 导异 训圳 基墓 地他 合台 作件 企全
校枚 联朕 盟盈 培陪 养美 训川 赛塞 风凤 采来 精情 神伸 弘私 扬杨 传转 承丞 文又 楚焚 怡恰 委季 厅斤 省看 市布
县具 区巨 街衔 村材 乡多 农衣 民氏 法去 律津 权杈 利刊 义又 章草 节苔 条务 款歉 第弟 年牛 月用 号另 令今 公么`

var alike = func() map[rune][]rune {
	m := map[rune][]rune{}
	for _, group := range strings.Fields(lookalike) {
		for _, c := range group {
			for _, d := range group {
				if d != c && !slices.Contains(m[c], d) {
					m[c] = append(m[c], d)
				}
			}
		}
	}
	return m
}()

// place draws a paragraph and a place in it behind its label, at least before from
// there and after from the end.
func (w *witness) place(before, after, least int) (i, at int, ok bool) {
	if len(w.paras) == 0 {
		return 0, 0, false
	}
	i = w.rand.IntN(len(w.paras))
	p := w.paras[i]
	_, n := readLabel(p)
	lo := n + before
	if len(p) < least || len(p) < lo+6 || lo >= len(p)-after {
		return 0, 0, false
	}
	return i, w.upTo(lo, len(p)-after), true
}

// confuse reads a character as one that looks like it, away from other changes.
func (w *witness) confuse() bool {
	i, at, ok := w.place(0, 0, 8)
	if !ok {
		return false
	}
	p := w.paras[i]
	to := alike[p[at].r]
	if len(to) == 0 || !p.clean(at-2, at+3) {
		return false
	}
	id := w.event("confuse", p[at].truth, p[at].truth+1)
	p[at] = glyph{to[w.rand.IntN(len(to))], -1, id}
	return true
}

// insert puts a character in: one read twice, or a small word.
func (w *witness) insert() bool {
	i, at, ok := w.place(2, 2, 0)
	if !ok || !w.paras[i].clean(at-2, at+2) {
		return false
	}
	p := w.paras[i]
	id := w.event("insert", p[at].truth, p[at].truth)
	c := []rune{p[at].r, '的', '一', '和', '有'}[w.rand.IntN(5)]
	w.paras[i] = slices.Insert(p, at, glyph{c, -1, id})
	return true
}

func (w *witness) delete() bool {
	i, at, ok := w.place(2, 2, 0)
	if !ok || !w.paras[i].clean(at-2, at+3) {
		return false
	}
	p := w.paras[i]
	id := w.event("delete", p[at].truth, p[at].truth+1)
	w.paras[i] = slices.Delete(p, at, at+1)
	w.mark(i, at, id)
	return true
}

var narrow = map[rune]rune{'，': ',', '；': ';', '：': ':', '（': '(', '）': ')', '！': '!', '？': '?'}

// width makes the marks of a paragraph half as wide. They stay the characters of
// the text that they are.
func (w *witness) width() bool {
	i := w.one(func(p paragraph) bool { return len(p) >= 20 && p.untouched() })
	if i < 0 {
		return false
	}
	p := w.paras[i]
	id := int32(0)
	for k, g := range p {
		if n, ok := narrow[g.r]; ok {
			if id == 0 {
				id = w.event("width", g.truth, g.truth+1)
			}
			w.events[id-1].hi = g.truth + 1
			p[k] = glyph{n, g.truth, id}
		}
	}
	return id != 0
}
