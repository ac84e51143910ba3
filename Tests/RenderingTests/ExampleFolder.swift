import Mail
import Rendering

/// A small template folder that passes every proof; tests break one file of it at a time.
enum ExampleFolder {
    static let publicURL = "https://sleutels.example.be"
    static let shared: TemplateVariables = [
        "sender_name": .text("Digitale sleutels"), "contact_name": .text("Servicedesk"),
        "contact_email": .text("servicedesk@example.be"), "public_host": .text("sleutels.example.be"),
    ]
    static let settings = TemplateSettings(publicURL: publicURL, shared: shared)

    static var files: [String: String] {
        var files = [
            "layout/page.html":
                "<html lang=\"{{language}}\"><head><title>{{sender_name}}</title></head><body>\n{{>content}}\n</body></html>\n",
            "layout/divider.html": "<hr>\n", "layout/divider.txt": "\n----------\n\n",
            "layout/fr/below.html": "<p lang=\"fr\">Plus bas : en français</p>\n", "layout/fr/below.txt": "Plus bas : en français\n\n",
            "layout/contact.txt": "{{contact_name}}: {{contact_email}}{{#contact_phone}} / {{contact_phone}}{{/contact_phone}}\n",
            "layout/contact.html": "<p>{{contact_name}}</p>\n",
            "layout/shared.yaml": """
            variables:
              sender_name: { type: text, required: true, example: Digitale sleutels }
              contact_name: { type: text, required: true, example: Servicedesk }
              contact_email: { type: text, required: true, example: a@example.be }
              contact_phone: { type: text, required: false, example: "02 000 00 00" }
              public_host: { type: text, required: true, example: sleutels.example.be }
            """,
            "welcome/kind.yaml": """
            kind: welcome
            links: 1
            variables:
              link: { type: link, required: true, example: https://example.org/a/q7Zt0x }
              name: { type: text, required: true, example: "O'Brien & Søn" }
              code: { type: code, required: true, example: "402817" }
              expires_at: { type: instant, required: true, example: "2026-12-07T13:35:00Z" }
              note: { type: text, required: false, example: Hello }
            """,
        ]
        for language in ["nl", "fr", "de"] {
            files["layout/\(language)/divider.html"] = "<hr lang=\"\(language)\">\n"
            files["layout/\(language)/divider.txt"] = "\n---------- \(language)\n\n"
        }
        for language in Language.allCases.map(\.rawValue) {
            files["welcome/\(language)/subject.txt"] = "Welcome \(language)\n"
            files["welcome/\(language)/body.txt"] =
                "\(language) {{name}}\n{{link}}\n{{code}}\n{{expires_at}}\n{{#note}}\n{{note}}\n{{/note}}\n{{>contact}}\n"
            files["welcome/\(language)/body.html"] =
                "<p title=\"{{name}}\">{{name}} {{expires_at}}</p>\n<p>{{code}}</p><a href=\"{{link}}\">{{link}}</a>\n{{>contact}}\n"
        }
        return files
    }

    /// What a service would give the one kind.
    static let given = [
        GivenVariable("link", .link), GivenVariable("name", .text), GivenVariable("code", .code), GivenVariable("expires_at", .instant),
        GivenVariable("note", .text, inEveryMail: false),
    ]

    static func load(
        changing changes: [String: String?] = [:], kinds: [String: [GivenVariable]]? = ["welcome": given]
    ) throws(TemplateProblems) -> TemplateCatalog {
        var files = files
        for (path, text) in changes { files[path] = text }
        return try TemplateCatalog.load(
            from: InMemoryTemplateFiles(files), settings: TemplateSettings(publicURL: publicURL, shared: shared, kinds: kinds))
    }

    /// The problems of the folder after changes; empty when it loads.
    static func problems(
        changing changes: [String: String?] = [:], kinds: [String: [GivenVariable]]? = ["welcome": given]
    ) -> [TemplateProblem] {
        do throws(TemplateProblems) {
            _ = try load(changing: changes, kinds: kinds)
            return []
        } catch {
            return error.problems
        }
    }
}
