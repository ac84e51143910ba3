/// What the scanner finds in a template, in order.
enum TemplateToken: Sendable {
    case literal(Range<Int>)
    case tag(TemplateTag)
}
