/// How long sessions live, and how many there may be.
package struct SessionBounds: Sendable {
    /// From the sign-in, whatever happens.
    package var absolute: Duration
    /// Without a request.
    package var idle: Duration
    /// Over all persons. A session is for persons with a role alone, so that strangers cannot fill it.
    package var total: Int
    /// Of one person; the one that was used least recently makes room.
    package var perPerson: Int
    /// For what is shown once, from the moment it was made.
    package var shown: Duration

    package init(
        absolute: Duration = .seconds(8 * 3_600), idle: Duration = .seconds(1_800), total: Int = 10_000, perPerson: Int = 8,
        shown: Duration = .seconds(120)
    ) {
        self.absolute = absolute
        self.idle = idle
        self.total = total
        self.perPerson = perPerson
        self.shown = shown
    }
}
