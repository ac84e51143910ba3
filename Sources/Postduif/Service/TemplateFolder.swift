import Mail
import Rendering

/// The templates of a configuration, loaded and proved.
enum TemplateFolder {
    static func load(_ configuration: Configuration) throws(TemplateProblems) -> TemplateCatalog {
        try TemplateCatalog.load(from: DirectoryTemplateFiles(configuration.templates.directory), settings: settings(configuration))
    }

    static func settings(_ configuration: Configuration) -> TemplateSettings {
        var shared: TemplateVariables = [
            "sender_name": .text(configuration.sender.name),
            "contact_name": .text(configuration.contact.name),
            "contact_email": .text(configuration.contact.email),
            "public_host": .text(host(of: configuration.http.publicURL)),
        ]
        if let phone = configuration.contact.phone { shared["contact_phone"] = .text(phone) }
        return TemplateSettings(publicURL: configuration.http.publicURL, shared: shared)
    }

    private static func host(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        return String(url[scheme.upperBound...].prefix { $0 != "/" && $0 != ":" })
    }
}
