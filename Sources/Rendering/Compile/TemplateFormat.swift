/// What a template file becomes; decides escaping and which variables it may show.
enum TemplateFormat: Hashable, Sendable {
    case subject, text, html
}
