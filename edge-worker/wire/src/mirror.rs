//! Enums of the domain as the wire has them: an old widget must be able to read
//! what a new worker sends, so each of them reads a value that it does not know.

/// Declares a wire enum with the variants of a domain's enum, in its order; the
/// domain's says what they mean. A value that this version does not know reads
/// as `Unknown`, or as one of the domain's own where `else` names that.
macro_rules! mirror {
    (
        $(#[$doc:meta])* $name:ident of $domain:path {
            $($(#[$default:meta])? $variant:ident),+ ; $(#[$last:meta])? Unknown
        }
    ) => {
        mirror!(@enum $(#[$doc])* $name {
            $($(#[$default])? $variant,)+
            /// A value that this version does not know.
            #[serde(other)]
            #[cfg_attr(feature = "schema", schemars(skip))]
            $(#[$last])?
            Unknown,
        });
        mirror!(@from $name $domain { $($variant),+ });

        impl TryFrom<$name> for $domain {
            type Error = $crate::mirror::UnknownValue;

            fn try_from(sent: $name) -> Result<Self, Self::Error> {
                use $domain as Domain;
                match sent {
                    $($name::$variant => Ok(Domain::$variant),)+
                    $name::Unknown => Err($crate::mirror::UnknownValue),
                }
            }
        }
    };
    (
        $(#[$doc:meta])* $name:ident of $domain:path {
            $($variant:ident),+ ; else $other:ident
        }
    ) => {
        mirror!(@enum $(#[$doc])* $name {
            $($variant,)+
            /// Also what a value reads as that this version does not know.
            #[default]
            #[serde(other)]
            $other,
        });
        mirror!(@from $name $domain { $($variant,)+ $other });

        impl From<$name> for $domain {
            fn from(sent: $name) -> Self {
                use $domain as Domain;
                match sent {
                    $($name::$variant => Domain::$variant,)+
                    $name::$other => Domain::$other,
                }
            }
        }
    };
    (@enum $(#[$doc:meta])* $name:ident { $($variants:tt)+ }) => {
        $(#[$doc])*
        #[expect(missing_docs, reason = "the domain's enum has them")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        #[derive(serde::Serialize, serde::Deserialize, strum::EnumString, strum::IntoStaticStr)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[strum(serialize_all = "snake_case")]
        pub enum $name { $($variants)+ }

        impl $name {
            /// The value as it is sent.
            pub fn as_str(self) -> &'static str {
                self.into()
            }
        }
    };
    (@from $name:ident $domain:path { $($variant:ident),+ }) => {
        impl $name {
            /// All values that this version knows, in the domain's order.
            pub const ALL: [Self; [$(stringify!($variant)),+].len()] = [$(Self::$variant),+];
        }

        impl From<$domain> for $name {
            fn from(own: $domain) -> Self {
                use $domain as Domain;
                match own {
                    $(Domain::$variant => Self::$variant,)+
                }
            }
        }
    };
}

pub(crate) use mirror;

/// A value of the wire that this version does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownValue;

#[cfg(test)]
mod tests {
    use crate::{CommentStatus, ProblemCode, Role};
    use bedside_domain::ErrorCode;

    fn json(value: impl serde::Serialize) -> String {
        serde_json::to_string(&value).unwrap_or_default()
    }

    #[test]
    fn what_the_domain_stores_is_sent_in_the_same_words() {
        for code in ProblemCode::ALL {
            let own = ErrorCode::try_from(code).map(json);
            assert_eq!(own, Ok(json(code)));
            assert_eq!(json(code), format!("{:?}", code.as_str()));
        }
    }

    #[test]
    fn a_value_of_another_version_is_read_and_never_taken_for_one_of_the_domains() {
        let status = serde_json::from_str("\"hidden\"").ok();
        assert_eq!(status, Some(CommentStatus::Unknown));
        assert!(bedside_domain::CommentStatus::try_from(CommentStatus::Unknown).is_err());
        assert!(serde_json::from_str::<bedside_domain::CommentStatus>("\"hidden\"").is_err());
        let role = serde_json::from_str("\"bishop\"").ok();
        assert_eq!(role, Some(Role::Member));
        assert!(serde_json::from_str::<bedside_domain::Role>("\"bishop\"").is_err());
    }
}
