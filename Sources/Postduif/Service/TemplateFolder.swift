import Issuance
import Mail
import Queue
import Rendering

/// The templates of a configuration, loaded and proved, for every kind that the service sends and what it gives them.
enum TemplateFolder {
    static func load(_ configuration: Configuration) throws(TemplateProblems) -> TemplateCatalog {
        try texts(configuration).catalog
    }

    /// The files too, as they were when they were proved.
    static func texts(_ configuration: Configuration) throws(TemplateProblems) -> TemplateTexts {
        let files: InMemoryTemplateFiles
        do throws(TemplateProblem) {
            files = try InMemoryTemplateFiles(copyOf: DirectoryTemplateFiles(configuration.templates.directory))
        } catch {
            throw TemplateProblems([error])
        }
        return TemplateTexts(files: files, catalog: try TemplateCatalog.load(from: files, settings: settings(configuration)))
    }

    static func settings(_ configuration: Configuration) -> TemplateSettings {
        var shared: TemplateVariables = [
            "sender_name": .text(configuration.sender.name),
            "contact_name": .text(configuration.contact.name),
            "contact_email": .text(configuration.contact.email),
            "public_host": .text(host(of: configuration.http.publicURL)),
        ]
        if let phone = configuration.contact.phone { shared["contact_phone"] = .text(phone) }
        let kinds = configuration.kindTable().kinds.keys.map { ($0, IssuedMails.variables[$0] ?? []) }
        return TemplateSettings(
            publicURL: configuration.http.publicURL, shared: shared,
            kinds: Dictionary(kinds, uniquingKeysWith: { first, _ in first }))
    }

    private static func host(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        return String(url[scheme.upperBound...].prefix { $0 != "/" && $0 != ":" })
    }
}
