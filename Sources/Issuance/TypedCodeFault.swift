/// What keeps a typed text from being a code on paper: seen without asking whether it is the right one, so that it need not count as a try.
package enum TypedCodeFault: Hashable, Sendable {
    /// Nothing, or only separators.
    case empty
    /// Other than ten characters: how many.
    case length(Int)
    /// One that no code has.
    case character
}
