import Mail
import Rendering
import Testing

struct TemplateProblemTests {
    struct Break: CustomTestStringConvertible {
        let file: String
        let text: String?
        let line: Int
        let column: Int
        let words: String
        init(_ file: String, _ text: String?, _ line: Int, _ column: Int, _ words: String) {
            (self.file, self.text, self.line, self.column, self.words) = (file, text, line, column, words)
        }
        var testDescription: String { "\(file): \(words)" }
    }

    private static let text = "welcome/nl/body.txt"
    private static let html = "welcome/nl/body.html"
    private static let good = "{{name}} {{link}} {{code}} {{expires_at}}\n"
    private static let goodHTML = "{{name}} {{code}} {{expires_at}} <a href=\"{{link}}\">x</a>\n"

    static let breaks = [
        Break(text, good + "é {{{name}}}", 2, 3, "{{{"), Break(text, good + "{{&name}}", 2, 1, "{{&"),
        Break(text, good + "a\n  {{=<% %>=}}", 3, 3, "{{="), Break(text, good + "{{a.b}}", 2, 1, "dotted"),
        Break(text, good + "{{.}}", 2, 1, "{{.}}"), Break(text, good + "{{}}", 2, 1, "no name"),
        Break(text, good + "x {{Name}}", 2, 3, "not a name"), Break(text, good + "{{nobody}}", 2, 1, "nobody is not declared"),
        Break(text, good + "{{name", 2, 1, "not closed"), Break(text, good + "{{name\n}}", 2, 1, "not closed"),
        Break(text, good + "{{#note}}x", 2, 1, "never closed"), Break(text, good + "{{^note}}x", 2, 1, "{{^note}}"),
        Break(text, good + "x{{/note}}", 2, 2, "never opened"),
        Break(text, good + "{{#note}}{{#name}}{{/note}}{{/name}}", 2, 19, "{{/name}} here"),
        Break(text, good + "{{note}}", 2, 1, "optional"), Break(text, good + "{{>nowhere}}", 2, 1, "no partial nowhere"),
        Break(text, good + "{{>content}}", 2, 1, "belongs to the engine"), Break(text, good + "{{<parent}}", 2, 1, "not supported"),
        Break(text, good + "a\u{202E}b", 2, 2, "U+202E"), Break(text, good + "https://evil.example/", 2, 1, "web address"),
        Break(text, "{{name}} {{link}} {{expires_at}}", 1, 1, "code is required"),
        Break(text, good + "{{link}}", 1, 1, "2 web links"), Break(text, nil, 1, 1, "missing"),
        Break("layout/contact.txt", "a\n{{>contact}}", 2, 1, "recursion"),
        Break("layout/unused.txt", "x\n {{#a}}", 2, 2, "never closed"),
        Break("layout/fr/divider.txt", nil, 1, 1, "missing"),
        Break("layout/fr/divider.txt", "\n---\n{{link}}\n", 1, 1, "3 web links"),
        Break("layout/fr/divider.html", "<hr><a href=\"https://sleutels.example.be/x\">y</a>\n", 1, 1, "3 web links"),
        Break("layout/fr/below.txt", "https://sleutels.example.be/x\n\n", 1, 1, "3 web links"),
        Break("layout/fr/below.html", "<p><a href=\"{{link}}\">y</a></p>\n", 1, 1, "3 web links"),
        Break("layout/page.html", "<html lang=\"nl\">{{>content}}</html>", 1, 1, "lang"),
        Break("layout/page.html", "<html lang=\"{{language}}\"></html>", 1, 1, "{{>content}}"),
        Break("welcome/nl/subject.txt", "A {{code}}", 1, 3, "locked screens"), Break("welcome/nl/subject.txt", "A\nB", 2, 1, "one line"),
        Break("welcome/nl/subject.txt", " \n", 1, 1, "empty"), Break("welcome/nl/subjet.txt", "x", 1, 1, "no part"),
        Break(html, goodHTML + "<img alt=x>", 2, 1, "<img>"), Break(html, goodHTML + "<p src=x>", 2, 4, "src"),
        Break(html, goodHTML + "<p style=\"display : none\">", 2, 4, "Hidden"),
        Break(html, goodHTML + "<p style='opacity:0.0'>", 2, 4, "Hidden"),
        Break(html, goodHTML + "<p style='font-size:0'>", 2, 4, "Hidden"),
        Break(html, goodHTML + "<style>p{background:url(x)}</style>", 2, 21, "load"),
        Break(html, goodHTML + "<style type=\"text/css\">p{color:{{name}}}</style>", 2, 32, "style sheet"),
        Break(html, goodHTML + "<STYLE\nmedia='print'>p{color:{{name}}}</STYLE>", 3, 23, "style sheet"),
        Break(html, goodHTML + "<a href=\"https://evil.example/\">x</a>", 2, 4, "only to"),
        Break(html, goodHTML + "<p title={{name}}>", 2, 10, "quotes"),
        Break(html, goodHTML + "<p title='{{code}}'>", 2, 11, "attribute"),
        Break(html, goodHTML + "<script>", 2, 1, "<script>"),
        Break(html, goodHTML + "<!--[if mso]><img><![endif]-->", 2, 14, "<img>"),
        Break("welcome/kind.yaml", "kind: other\nlinks: 1\nvariables: {}", 1, 7, "kind must be welcome"),
        Break("welcome/kind.yaml", "kind: welcome\nlinks: [\n", 3, 1, "not YAML"),
        Break(
            "welcome/kind.yaml", "kind: welcome\nlinks: 1\nvariables:\n  a: { type: word, required: true, example: b }", 4, 14,
            "needs a type"),
    ]

    @Test(arguments: breaks)
    func `a broken template is named with line and column`(_ fault: Break) {
        let problems = ExampleFolder.problems(changing: [fault.file: fault.text])
        let found = problems.contains {
            $0.file == fault.file && $0.line == fault.line && $0.column == fault.column && $0.message.contains(fault.words)
        }
        #expect(found, "\(TemplateProblems(problems))")
    }

    struct Misfit: CustomTestStringConvertible {
        let kinds: [String: [GivenVariable]]
        let place: String
        let words: String
        init(_ kinds: [String: [GivenVariable]], _ place: String, _ words: String) {
            (self.kinds, self.place, self.words) = (kinds, place, words)
        }
        var testDescription: String { words }
    }

    private static let given: [GivenVariable] = ExampleFolder.given
    static let misfits: [Misfit] = [
        Misfit(["welcome": given, "farewell": given], "farewell/kind.yaml:1:1", "put it back"),
        Misfit(["farewell": given], "welcome/kind.yaml:1:1", "only farewell"),
        Misfit(
            ["welcome": given + [GivenVariable("lifetime", .duration)]], "welcome/kind.yaml:4:3",
            "add lifetime: { type: duration, required: true, example: 10m }"),
        Misfit(
            ["welcome": given.filter { $0.name != "code" }], "welcome/kind.yaml:6:9",
            "code is required and the service does not give it"),
        Misfit(
            ["welcome": given.filter { $0.name != "name" } + [GivenVariable("name", .count)]], "welcome/kind.yaml:5:9",
            "as count, not text"),
        Misfit(
            ["welcome": given.filter { $0.name != "name" } + [GivenVariable("name", .text, inEveryMail: false)]],
            "welcome/kind.yaml:5:9", "required: false"),
    ]

    @Test(arguments: misfits)
    func `a folder that does not fit what the service sends is named`(_ misfit: Misfit) {
        let problems = ExampleFolder.problems(kinds: misfit.kinds)
        let found = problems.contains { "\($0)".hasPrefix(misfit.place + ": ") && $0.message.contains(misfit.words) }
        #expect(found, "\(TemplateProblems(problems))")
    }

    /// The page stands once around two texts.
    @Test func `a link of the page is counted once`() {
        var changes = [
            "layout/page.html": "<html lang=\"{{language}}\"><body>{{>content}}<a href=\"https://sleutels.example.be/\">x</a></body></html>"
        ]
        for language in Language.allCases.map(\.rawValue) {
            let path = "welcome/\(language)/body.txt"
            changes[path] = ExampleFolder.files[path, default: ""] + "https://sleutels.example.be/\n"
        }
        changes["welcome/kind.yaml"] = ExampleFolder.files["welcome/kind.yaml"]?.replacing("links: 1", with: "links: 2")
        #expect(ExampleFolder.problems(changing: changes.mapValues { $0 }).isEmpty)
        changes["layout/fr/divider.html"] = "<hr><a href=\"{{link}}\">y</a>\n"
        #expect(ExampleFolder.problems(changing: changes.mapValues { $0 }).map(\.file) == ["layout/fr/divider.html"])
    }

    @Test func `what is given to some mails only may be left out of the templates' requirements`() {
        #expect(ExampleFolder.problems(kinds: ["welcome": variables(note: true)]).isEmpty)
        #expect(ExampleFolder.problems(kinds: ["welcome": variables(note: false)]).isEmpty)
    }

    private func variables(note: Bool) -> [GivenVariable] {
        ExampleFolder.given.filter { $0.name != "note" } + [GivenVariable("note", .text, inEveryMail: note)]
    }

    @Test func `all problems are told together`() {
        let problems = ExampleFolder.problems(changing: ["welcome/nl/body.txt": "{{a}}", "welcome/de/body.html": nil])
        #expect(Set(problems.map(\.file)).isSuperset(of: ["welcome/de/body.html"]))
        #expect(TemplateProblems(problems).description.contains("welcome/de/body.html:1:1: "))
    }
}
