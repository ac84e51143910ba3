/// HTML that is safe to send: what is put into its literal is escaped unless it is markup itself.
///
/// `"<p>\(name)</p>"` cannot become a hole: a text has no way in but through ``HTML/escaped(_:)``.
package struct Markup: ExpressibleByStringInterpolation, Sendable {
    package let html: String

    package init(stringLiteral value: String) { html = value }

    package init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

    private init(html: String) { self.html = html }

    /// Nothing.
    package static let none = Markup(html: "")

    package static func + (left: Markup, right: Markup) -> Markup { Markup(html: left.html + right.html) }

    /// What a literal of markup is made of.
    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        package init(literalCapacity: Int, interpolationCount: Int) { html.reserveCapacity(literalCapacity + 32 * interpolationCount) }

        package mutating func appendLiteral(_ literal: String) { html += literal }
        package mutating func appendInterpolation(_ text: String) { html += HTML.escaped(text) }
        package mutating func appendInterpolation(_ number: Int) { html += String(number) }
        package mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
        package mutating func appendInterpolation(_ markups: [Markup]) { for markup in markups { html += markup.html } }
        /// The markup where the condition holds, else nothing.
        package mutating func appendInterpolation(_ markup: Markup, if condition: Bool) { if condition { html += markup.html } }
    }
}
