package import Hummingbird

/// A page in place of a problem document; `nil` where the document is what was asked for.
package typealias ProblemPage = @Sendable (Problem, Request) async -> Response?
