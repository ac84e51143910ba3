/// One page of a list of grants, newest first.
package struct GrantPage: Hashable, Sendable {
    package let grants: [GrantView]
    /// Give it back to get the next page; `nil` at the end.
    package let next: GrantID?

    package init(grants: [GrantView], next: GrantID?) {
        self.grants = grants
        self.next = next
    }
}
