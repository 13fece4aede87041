//! The identifier of an order's message, from its name: `order-lock-door` for `LockDoor`.
//!
//! It is worked out while the program is compiled, so that an order says its name once.

/// What stands before all of them.
const BEFORE: &[u8] = b"order";

/// The number of bytes of the identifier.
pub(super) const fn length(name: &str) -> usize {
    let name = name.as_bytes();
    let mut length = BEFORE.len() + name.len();
    let mut at = 0;
    while at < name.len() {
        if name[at].is_ascii_uppercase() {
            length += 1;
        }
        at += 1;
    }
    length
}

/// The bytes of the identifier, of which there are `N`: see [`length`].
pub(super) const fn bytes<const N: usize>(name: &str) -> [u8; N] {
    let name = name.as_bytes();
    let mut id = [0; N];
    let mut end = 0;
    while end < BEFORE.len() {
        id[end] = BEFORE[end];
        end += 1;
    }
    let mut at = 0;
    while at < name.len() {
        if name[at].is_ascii_uppercase() {
            id[end] = b'-';
            end += 1;
        }
        id[end] = name[at].to_ascii_lowercase();
        end += 1;
        at += 1;
    }
    id
}
