package align

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// phrases are what generated text is made of.
var phrases = strings.Fields(`
各级人民政府 应当 加强 对 职业教育 工作 的 领导 建立 健全 监测 预警 体系 省级财政 部门 会同 有关 单位
根据 经济社会 发展 需要 遴选 建设 一批 高水平 专业群 支持 企业 与 院校 共同 开展 人才培养 技术 攻关
公共图书馆 考虑 老年人 残疾人 等 群体 特点 积极 创造 条件 提供 适合 其 文献 信息 服务 建筑材料 符合 国家
标准 不得 使用 不合格 产品 申报材料 逾期 不予 受理 鼓励 社会资本 参与 养老 设施 运营 水源 保护区 划定
完善 激励 机制 落实 税收 优惠 政策 推动 数据 共享 规范 执法 程序 严格 责任 追究 保障 农民 合法权益
提升 治理 能力 推进 绿色 低碳 转型 优化 产业 结构 扩大 有效 投资 防范 化解 风险 强化 监督 检查`)

// generated makes a document of about n characters, the same for the same n
// and seed: articles of two or three sentences under chapters.
func generated(n int, seed uint64) string {
	rnd := rand.New(rand.NewPCG(seed, 7))
	var out strings.Builder
	out.WriteString("关于进一步加强有关工作的规定\n")
	for size, article := 20, 1; size < n; article++ {
		line := fmt.Sprintf("第%s条　", han(article))
		for s := 2 + rnd.IntN(2); s > 0; s-- {
			for p := 6 + rnd.IntN(10); p > 0; p-- {
				line += phrases[rnd.IntN(len(phrases))]
				if p%5 == 2 {
					line += "，"
				}
			}
			line += fmt.Sprintf("%d项。", 1+rnd.IntN(99))
		}
		out.WriteString(line + "\n")
		size += len([]rune(line))
	}
	return out.String()
}

// han writes a number in Chinese, up to 99,999.
func han(n int) string {
	digits, units := []rune("零一二三四五六七八九"), []string{"", "十", "百", "千", "万"}
	var out string
	for u := 0; n > 0; u, n = u+1, n/10 {
		switch d := n % 10; {
		case d > 0:
			out = string(digits[d]) + units[u] + out
		case out != "" && !strings.HasPrefix(out, "零"):
			out = "零" + out
		}
	}
	return out
}

// edited changes about share of the characters of a text, but for line breaks:
// a third each is dropped, doubled by another, exchanged for another.
func edited(text string, share float64, seed uint64) string {
	rnd := rand.New(rand.NewPCG(seed, 11))
	other := []rune("末未己已戊戌的地得和与及在于对向从把被将使")
	var out []rune
	for _, r := range text {
		if r == '\n' || rnd.Float64() >= share {
			out = append(out, r)
			continue
		}
		switch x := other[rnd.IntN(len(other))]; rnd.IntN(3) {
		case 0:
		case 1:
			out = append(out, r, x)
		case 2:
			out = append(out, x)
		}
	}
	return string(out)
}
