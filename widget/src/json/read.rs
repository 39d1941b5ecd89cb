//! Reading: a serde deserializer over text. Numbers are whole and not below
//! zero, as all of the contract's are.

use super::Wrong;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde::{Deserialize, forward_to_deserialize_any};
use std::borrow::Cow;

/// Deeper nesting than any comment has ends the reading, not the stack.
const DEPTH: u8 = 100;

/// Reads a value; `None` where the text is not one.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: DEPTH,
    };
    let value = T::deserialize(&mut reader).ok()?;
    reader.peek().is_none().then_some(value)
}

// The defaults would format a sentence that nobody reads.
impl Error for Wrong {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Wrong
    }
    fn invalid_type(_: Unexpected, _: &dyn Expected) -> Self {
        Wrong
    }
    fn invalid_value(_: Unexpected, _: &dyn Expected) -> Self {
        Wrong
    }
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Wrong
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Wrong
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Wrong
    }
    fn missing_field(_: &'static str) -> Self {
        Wrong
    }
    fn duplicate_field(_: &'static str) -> Self {
        Wrong
    }
}

struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
}

impl<'de> Reader<'de> {
    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    fn take(&mut self, byte: u8) -> Result<(), Wrong> {
        if self.peek() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(Wrong)
        }
    }

    fn word(&mut self, word: &str) -> Result<(), Wrong> {
        self.peek();
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            Ok(())
        } else {
            Err(Wrong)
        }
    }

    fn number(&mut self) -> Result<u64, Wrong> {
        self.peek();
        let start = self.at;
        let mut number: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            let digit = u64::from(digit - b'0');
            number = number
                .checked_mul(10)
                .and_then(|n| n.checked_add(digit))
                .ok_or(Wrong)?;
            self.at += 1;
        }
        if self.at == start {
            Err(Wrong)
        } else {
            Ok(number)
        }
    }

    /// A string: a part of the text, where it holds no escapes.
    fn string(&mut self) -> Result<Cow<'de, str>, Wrong> {
        self.take(b'"')?;
        let mut owned = String::new();
        let mut start = self.at;
        loop {
            match self.text.as_bytes().get(self.at).ok_or(Wrong)? {
                b'"' => {
                    let part = self.text.get(start..self.at).ok_or(Wrong)?;
                    self.at += 1;
                    return Ok(if owned.is_empty() {
                        Cow::Borrowed(part)
                    } else {
                        owned.push_str(part);
                        Cow::Owned(owned)
                    });
                }
                b'\\' => {
                    owned.push_str(self.text.get(start..self.at).ok_or(Wrong)?);
                    self.at += 1;
                    owned.push(self.escape()?);
                    start = self.at;
                }
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<char, Wrong> {
        let byte = *self.text.as_bytes().get(self.at).ok_or(Wrong)?;
        self.at += 1;
        Ok(match byte {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => return self.code_point(),
            other => char::from(other),
        })
    }

    /// `uXXXX`, or two of them for what lies beyond 16 bits.
    fn code_point(&mut self) -> Result<char, Wrong> {
        let high = self.hex()?;
        if !(0xD800..0xDC00).contains(&high) {
            return char::from_u32(high).ok_or(Wrong);
        }
        self.take(b'\\')?;
        self.take(b'u')?;
        let low = self.hex()?.wrapping_sub(0xDC00);
        if low >= 0x400 {
            return Err(Wrong);
        }
        char::from_u32(0x1_0000 + ((high - 0xD800) << 10) + low).ok_or(Wrong)
    }

    fn hex(&mut self) -> Result<u32, Wrong> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Wrong)?;
        self.at += 4;
        u32::from_str_radix(digits, 16).map_err(|_| Wrong)
    }

    /// Steps over a value of any kind.
    fn skip(&mut self) -> Result<(), Wrong> {
        match self.peek().ok_or(Wrong)? {
            b'"' => self.string().map(drop),
            b'{' => self.nested(b'{', |list| {
                while list.more(b'}')? {
                    list.reader.string()?;
                    list.reader.take(b':')?;
                    list.reader.skip()?;
                }
                Ok(())
            }),
            b'[' => self.nested(b'[', |list| {
                while list.more(b']')? {
                    list.reader.skip()?;
                }
                Ok(())
            }),
            // A number of any kind, or a word.
            _ => {
                let plain = |byte: &u8| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z');
                let start = self.at;
                while self.text.as_bytes().get(self.at).is_some_and(plain) {
                    self.at += 1;
                }
                if self.at == start { Err(Wrong) } else { Ok(()) }
            }
        }
    }

    fn nested<T>(
        &mut self,
        open: u8,
        inside: impl FnOnce(&mut List<'_, 'de>) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        self.take(open)?;
        self.depth = self.depth.checked_sub(1).ok_or(Wrong)?;
        let value = inside(&mut List {
            reader: self,
            first: true,
        })?;
        self.depth += 1;
        Ok(value)
    }
}

/// What is inside brackets.
struct List<'a, 'de> {
    reader: &'a mut Reader<'de>,
    first: bool,
}

impl List<'_, '_> {
    /// Steps over the comma to the next entry, or over the end.
    fn more(&mut self, close: u8) -> Result<bool, Wrong> {
        if self.reader.peek() == Some(close) {
            self.reader.at += 1;
            return Ok(false);
        }
        if !std::mem::take(&mut self.first) {
            self.reader.take(b',')?;
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for &mut List<'_, 'de> {
    type Error = Wrong;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Wrong> {
        if !self.more(b']')? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for &mut List<'_, 'de> {
    type Error = Wrong;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Wrong> {
        if !self.more(b'}')? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Wrong> {
        self.reader.take(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Wrong> {
        // The contract names a type for everything.
        Err(Wrong)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let value = self.peek() == Some(b't');
        self.word(if value { "true" } else { "false" })?;
        visitor.visit_bool(value)
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        // Copied by the visitor: one way for all texts is less code.
        visitor.visit_str(&self.string()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        if self.peek() == Some(b'n') {
            self.word("null")?;
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        // A list's visitor asks until the end.
        self.nested(b'[', |list| visitor.visit_seq(list))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.nested(b'[', |list| {
            let value = visitor.visit_seq(&mut *list)?;
            list.reader.take(b']')?;
            Ok(value)
        })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.nested(b'{', |list| visitor.visit_map(list))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        if self.peek() == Some(b'"') {
            return visitor.visit_enum(Variant(self));
        }
        self.take(b'{')?;
        let value = visitor.visit_enum(Variant(&mut *self))?;
        self.take(b'}')?;
        Ok(value)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 u8 f32 f64 char bytes byte_buf unit unit_struct
        newtype_struct tuple_struct
    }
}

/// `"name"`, or `"name": content` inside braces.
struct Variant<'a, 'de>(&'a mut Reader<'de>);

impl<'de> EnumAccess<'de> for Variant<'_, 'de> {
    type Error = Wrong;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Wrong> {
        let name = seed.deserialize(&mut *self.0)?;
        Ok((name, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'_, 'de> {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Wrong> {
        self.0.take(b':')?;
        self.0.depth = self.0.depth.checked_sub(1).ok_or(Wrong)?;
        let value = seed.deserialize(&mut *self.0)?;
        self.0.depth += 1;
        Ok(value)
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.0.take(b':')?;
        self.0.deserialize_tuple(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        self.0.take(b':')?;
        self.0.deserialize_map(visitor)
    }
}
