import Mail

/// The names of the variables that a municipality may have its own values for. In any other mail they are constants.
enum BrandedNames {
    static let sender = "sender_name"
    static let contact = "contact_name"
    static let email = "contact_email"
    static let phone = "contact_phone"
    /// Of the button on a light page, and on a dark one. The engine fills them: no file declares them.
    static let accent = "accent_color"
    static let accentOnDark = "accent_color_dark"

    /// Without a municipality's own.
    static let colors = [accent: "#0b5cad", accentOnDark: "#9cc7ff"]

    /// What mails of a municipality take as values, of those that the folder declares.
    static func declarations(of shared: [TemplateDeclaration]) -> [TemplateDeclaration] {
        shared.filter { [sender, contact, email, phone].contains($0.name) && $0.type == .text }
            + [accent, accentOnDark].map {
                TemplateDeclaration(name: $0, type: .text, isRequired: true, example: .text(colors[$0] ?? ""))
            }
    }
}
