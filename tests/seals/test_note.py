"""Signed notes and checkpoints, against published examples, and read by a checker written from the specification."""

import base64
import hashlib
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils import translation

from governance.documents.seals.checkpoint import Checkpoint
from governance.documents.seals.note import BrokenNote, NoteKey, open_note, parted, sign_note
from governance.documents.seals.tree import EMPTY
from governance.proof.event_signature import KEY

# Of the documentation of golang.org/x/mod/sumdb/note.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    f"{TEXT}\n— PeterNeumann "
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
# A head of the public log of Go's modules, with the key that everybody's go command carries.
GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
GO_HEAD = (
    "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n— sum.golang.org "
    "Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n"
)
ORIGIN = "district.example/seals/1"
HEAD = Checkpoint.made(ORIGIN, 7, EMPTY, datetime(2011, 11, 21, 2, tzinfo=UTC))


def key_of(vkey: str) -> NoteKey:
    """A key from its verifier key, whose id has to be the one that we compute."""
    name, digest, encoded = vkey.split("+", 2)
    key = NoteKey(name, base64.b64encode(base64.b64decode(encoded)[1:]).decode())
    assert (str(key), key.id.hex()) == (vkey, digest)
    return key


def witnessed(note: str, vkey: str) -> list[str]:
    """The lines of the text, as the specifications read: c2sp.org/signed-note and c2sp.org/tlog-checkpoint alone."""
    name, key_id, encoded = vkey.split("+", 2)
    raw = base64.b64decode(encoded)
    assert raw[0] == 1
    assert hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4].hex() == key_id
    text, _gap, lines = note.rpartition("\n\n")
    text += "\n"
    assert lines.endswith("\n")
    verified = 0
    for line in lines.removesuffix("\n").split("\n"):
        dash, signer, signature = line.split(" ")
        assert dash == "\u2014"
        decoded = base64.b64decode(signature)
        if (signer, decoded[:4].hex()) == (name, key_id):
            Ed25519PublicKey.from_public_bytes(raw[1:]).verify(decoded[4:], text.encode())
            verified += 1
    assert verified == 1
    body = text.removesuffix("\n").split("\n")
    assert all(body)
    assert str(int(body[1])) == body[1]
    assert len(base64.b64decode(body[2])) == 32
    return body


def test_published_notes_are_opened() -> None:
    assert open_note(NOTE, [key_of(PETER)]) == TEXT
    head = Checkpoint.parse(open_note(GO_HEAD, [key_of(GO_KEY)]))
    assert (head.origin, head.size, head.extensions) == ("go.sum database tree", 6476701, ())
    assert head.root_text == "mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk="


def test_a_seal_is_read_by_whoever_knows_the_specification_alone() -> None:
    key = NoteKey(ORIGIN, KEY.public_key())
    note = sign_note(HEAD.text, ORIGIN, KEY)
    assert witnessed(note, str(key)) == [
        ORIGIN,
        "7",
        "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "sealed 2011-11-21T06:00:00+04:00",
    ]
    assert Checkpoint.parse(open_note(note, [key])) == HEAD
    assert HEAD.made_at == datetime(2011, 11, 21, 2, tzinfo=UTC)


def test_the_cosignature_of_a_witness_does_no_harm() -> None:
    """c2sp.org/tlog-cosignature: signed with a type of its own over a text with a time before the checkpoint."""
    key = NoteKey(ORIGIN, KEY.public_key())
    note = sign_note(HEAD.text, ORIGIN, KEY)
    witness = Ed25519PrivateKey.from_private_bytes(b"w" * 32)
    public = witness.public_key().public_bytes_raw()
    key_id = hashlib.sha256(b"witness.example/w1\n\x04" + public).digest()[:4]
    moment = 1_679_315_147
    signature = witness.sign(f"cosignature/v1\ntime {moment}\n{HEAD.text}".encode())
    line = base64.b64encode(key_id + moment.to_bytes(8, "big") + signature).decode()
    cosigned = f"{note}— witness.example/w1 {line}\n"
    assert open_note(cosigned, [key]) == HEAD.text
    assert len(parted(cosigned)[1]) == 2


@pytest.mark.parametrize(
    ("altered", "sentence"),
    [
        (
            NOTE.replace("answer", "anSwer"),
            "The signature does not fit the text: one of them has been altered.",
        ),
        (
            NOTE.replace("PeterNeumann x08go", "PeterNeumann y08go"),
            "It is signed with a key that is not known here.",
        ),
        (NOTE.replace("PeterNeumann", "Somebody"), "It is signed with a key that is not known here."),
        (NOTE.removesuffix("\n"), "It is not written as a signed note."),
        (NOTE.replace("—", "-"), "It is not written as a signed note."),
        (NOTE.replace("AM=", "AM"), "It is not written as a signed note."),
        (NOTE.replace("\n\n", "\n"), "It is not written as a signed note."),
        (NOTE.replace("problem is", "problem\tis"), "It is not written as a signed note."),
        (TEXT + "\n", "It is not written as a signed note."),
        ("", "It is not written as a signed note."),
        ("x" * 200_000 + NOTE, "It is not written as a signed note."),
    ],
)
def test_an_altered_note_is_refused_with_a_sentence(altered: str, sentence: str) -> None:
    with translation.override(None), pytest.raises(BrokenNote) as refusal:
        open_note(altered, [key_of(PETER)])
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["origin"],
        ["origin", "7"],
        ["", "7", HEAD.root_text],
        ["origin", "07", HEAD.root_text],
        ["origin", "-7", HEAD.root_text],
        ["origin", "٧", HEAD.root_text],
        ["origin", "9" * 5000, HEAD.root_text],
        ["origin", "7", HEAD.root_text[:-1]],
        ["origin", "7", "AAAA"],
        ["origin", "7", HEAD.root_text.replace("U=", "V=")],
        ["origin", "7", HEAD.root_text, ""],
    ],
)
def test_what_is_no_checkpoint_is_refused(lines: list[str]) -> None:
    with pytest.raises(BrokenNote):
        Checkpoint.parse("".join(f"{line}\n" for line in lines))


def test_other_lines_of_a_checkpoint_are_kept() -> None:
    text = f"origin\n0\n{HEAD.root_text}\none\nsealed yesterday\n"
    head = Checkpoint.parse(text)
    assert (head.size, head.extensions, head.made_at, head.text) == (
        0,
        ("one", "sealed yesterday"),
        None,
        text,
    )
