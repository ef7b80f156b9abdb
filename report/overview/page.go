package overview

import _ "embed"

var (
	//go:embed page/overview.html.tmpl
	pageTemplates string
	//go:embed page/overview.css
	pageStyle string
)
