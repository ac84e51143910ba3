import Foundation
import Mail
import Mustache
import Rendering

/// The Dutch mail of a code, for the engine and for a general Mustache library.
struct RenderedCode {
    private let catalog: TemplateCatalog
    private let library: MustacheLibrary
    private let variables: TemplateVariables
    private let words: [String: String]

    private static let kind = "one_time_code"
    private static let requested = Instant(microseconds: 1_795_441_500_000_000)

    init(templates: String) throws {
        catalog = try BenchMails(templates: templates, publicURL: SpoolOptions.publicURL).catalog
        library = try Self.library(templates)
        let expires = Self.requested + .seconds(600)
        variables = [
            "code": .code("402817"), "requested_at": .instant(Self.requested), "expires_at": .instant(expires),
            "lifetime": .duration(.seconds(600)), "municipality": .text("Sint-Genesius-Rode"), "reference": .text("K7Q4"),
        ]
        words = [
            "code": "402817", "requested_at": "vandaag om 14.45 uur", "expires_at": "vandaag om 14.55 uur", "lifetime": "10 minuten",
            "municipality": "Sint-Genesius-Rode", "reference": "K7Q4", "language": "nl", "sender_name": "Bench",
            "contact_name": "Service desk", "contact_email": "servicedesk@example.be", "accent_color": "#0b5cad",
            "accent_color_dark": "#9cc7ff",
        ]
    }

    /// Everything that the engine does for a mail but the transfer encoding; its HTML part.
    func engineHTML() throws -> [UInt8] {
        try catalog.render(kind: Self.kind, language: .nl, binding: nil, variables: variables, issuedAt: Self.requested).html
    }

    /// The most that a mail can be: in both languages of a municipality, with its own sender, contact and colour.
    func brandedPairHTML() throws -> [UInt8] {
        try catalog.render(
            kind: Self.kind, language: .fr, binding: .nl, variables: variables, issuedAt: Self.requested, branding: Self.branding
        ).html
    }

    private static let branding = MailBranding(
        senderName: NameByLanguage("Gemeente Sint-Genesius-Rode"),
        contact: (NameByLanguage("Dienst Burgerzaken"), "burgerzaken@example.be", "+32 2 609 86 00"), accent: ("#0b5cad", "#9cc7ff"))

    func libraryHTML() -> String {
        library.render(words, withTemplate: "page") ?? ""
    }

    private static func library(_ templates: String) throws -> MustacheLibrary {
        let files = ["page": "layout/page.html", "safety": "layout/nl/safety.html", "contact": "layout/nl/contact.html"]
        var texts = try files.mapValues { try text("\(templates)/\($0)") }
        // As the engine puts a block into its page, and a code into a block.
        let body = try text("\(templates)/\(kind)/nl/body.html")
        let block = body.replacing("{{code}}", with: "<span class=\"code\">{{code}}</span>")
        texts["content"] = "<div lang=\"nl\">\n\(block)</div>\n"
        return MustacheLibrary(templates: try texts.mapValues { try MustacheTemplate(string: $0) })
    }

    private static func text(_ path: String) throws -> String {
        try String(contentsOfFile: path, encoding: .utf8)
    }
}
