import Mail

/// Paths below the template folder.
enum TemplatePath {
    static let layout = "layout"
    static let page = "layout/page.html"
    static let shared = "layout/shared.yaml"

    static func kind(_ kind: String) -> String { "\(kind)/kind.yaml" }

    static func body(_ kind: String, _ language: Language, _ format: TemplateFormat) -> String {
        "\(kind)/\(language.rawValue)/" + (format == .subject ? "subject.txt" : format == .text ? "body.txt" : "body.html")
    }

    /// The subject of a mail in two languages; where the file is missing, both subjects stand in it, one after the other.
    static func subject(_ kind: String, _ pair: MailLanguages) -> String {
        "\(kind)/\((pair.binding ?? pair.language).rawValue)/subject-\(name(of: pair.language)).txt"
    }

    private static func name(of language: Language) -> String {
        switch language {
        case .nl: "dutch"
        case .fr: "french"
        case .en: "english"
        case .de: "german"
        }
    }

    /// A shared part for all languages, or for one.
    static func part(_ name: String, format: TemplateFormat, language: Language? = nil) -> String {
        let suffix = format == .html ? "html" : "txt"
        return language.map { "layout/\($0.rawValue)/\(name).\(suffix)" } ?? "layout/\(name).\(suffix)"
    }

    /// Whether a file of the folder is part of a catalog; others, such as a README, are left alone.
    static func isPart(_ path: String) -> Bool {
        path.utf8.contains(UInt8(ascii: "/")) && [".txt", ".html", ".yaml"].contains { path.hasSuffix($0) }
    }
}
