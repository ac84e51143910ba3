/// How the reply of the step under way leaves.
enum ReplyForm: Hashable, Sendable {
    case whole
    /// One octet at a time.
    case slow(Duration)
    /// Not at all: the effect without its reply.
    case withheld
}
