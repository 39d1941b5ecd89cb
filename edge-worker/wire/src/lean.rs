//! Reading the worker's answers in few bytes of code.
//!
//! What `derive` makes keeps each field apart until the last one came, and
//! refuses a field that comes twice. A reader on a phone pays for that, and
//! the contract needs none of it: what is absent is as [`Default`] says, except
//! the one field that tells an answer from something else.

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::borrow::Cow;
use std::fmt::{Formatter, Result as Written};

/// A field's name, borrowed where that is possible.
pub(crate) struct Name<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reading;

        impl<'de> Visitor<'de> for Reading {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut Formatter<'_>) -> Written {
                f.write_str("a field's name")
            }

            fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_identifier(Reading)
    }
}

/// Reads a struct field by field; `needs` names the one that must be there.
macro_rules! read_lean {
    ($type:ident needs $needed:ident: $($field:ident),+ $(,)?) => {
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reading;

                impl<'de> serde::de::Visitor<'de> for Reading {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(stringify!($type))
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$type, A::Error> {
                        let mut value = $type::default();
                        let mut is_one = false;
                        while let Some($crate::lean::Name(name)) = map.next_key()? {
                            is_one |= name == stringify!($needed);
                            match &*name {
                                $(stringify!($field) => value.$field = map.next_value()?,)+
                                _ => {
                                    map.next_value::<serde::de::IgnoredAny>()?;
                                }
                            }
                        }
                        if is_one {
                            Ok(value)
                        } else {
                            Err(serde::de::Error::missing_field(stringify!($needed)))
                        }
                    }
                }

                deserializer.deserialize_map(Reading)
            }
        }
    };
}

pub(crate) use read_lean;
