/// How many links may be asked for on the page for one activation; beside the limits of the recipient, which count here too.
///
/// Fewer than a recipient may have (``IssuanceLimits``): whoever holds an old link must not use up what the officer at the counter needs.
package enum AskingLimits {
    package static let perHour = 3
    package static let perDay = 6
}
