package import Queue

/// One page of a list of activations, newest first.
package struct ActivationPage: Hashable, Sendable {
    /// An activation with the state of its newest mail; `nil` once that mail's history was deleted.
    package struct Item: Hashable, Sendable {
        package let activation: Activation
        package let messageState: QueueState?

        package init(activation: Activation, messageState: QueueState?) {
            self.activation = activation
            self.messageState = messageState
        }
    }

    package let items: [Item]
    /// Give it back to get the next page; `nil` at the end.
    package let next: ActivationID?

    package init(items: [Item], next: ActivationID?) {
        self.items = items
        self.next = next
    }
}
