"""The drawings of the demonstration: repeatable, whole, and free of impossible furniture."""

from io import BytesIO
from itertools import combinations
from xml.parsers import expat

import pytest
from PIL import Image

from projects.demo.drawings import KINDS, Room, draw_after, draw_before, render_webp
from projects.demo.drawings.rooms import compose_after, compose_before
from projects.demo.drawings.scene import Box, Scene, Solid, View, painters_order

TOLERANCE = 0.02  # metres
kinds = pytest.mark.parametrize("kind", KINDS)
states = pytest.mark.parametrize("draw", [draw_before, draw_after])


@kinds
@states
def test_same_room_gives_same_text(kind, draw):
    assert draw(Room(5, kind)) == draw(Room(5, kind))


@kinds
@states
def test_another_seed_gives_another_drawing(kind, draw):
    assert len({draw(Room(seed, kind)) for seed in range(6)}) == 6


@kinds
@states
def test_drawing_is_sound_svg_without_fonts_or_references(kind, draw):
    tags, sizes = set(), []
    parser = expat.ParserCreate()

    def read(tag, attributes):
        tags.add(tag)
        if tag == "svg":
            sizes.append((attributes["width"], attributes["height"]))

    parser.StartElementHandler = read
    parser.Parse(draw(Room(3, kind)), True)
    assert sizes == [("1600", "1040")]
    assert not tags & {"text", "image", "style", "use"}


@kinds
def test_before_and_after_share_the_viewpoint_and_differ(kind):
    room = Room(8, kind)
    before, after = compose_before(room).scene, compose_after(room).scene
    assert before.view == after.view
    assert before.to_svg() != after.to_svg()


@kinds
def test_column_stays_where_it_was(kind):
    rooms = [Room(seed, kind) for seed in range(12)]
    columns = [(_columns(compose_before(r).scene), _columns(compose_after(r).scene)) for r in rooms]
    assert all(before == after for before, after in columns)
    assert any(before for before, _ in columns)


def _columns(scene: Scene) -> list[Box]:
    return [s.box for s in scene.solids if (s.box.z0, s.box.z1) == (0, 3.0)]


@kinds
@pytest.mark.parametrize("compose", [compose_before, compose_after])
def test_nothing_and_nobody_share_the_same_space(kind, compose):
    clashes = [
        (seed, first.box, second.box)
        for seed in range(10)
        for first, second in combinations(compose(Room(seed, kind)).scene.solids, 2)
        if first.box.intersects(second.box, -TOLERANCE)
    ]
    assert clashes == []


def test_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="piscine"):
        Room(1, "piscine")


def test_what_is_nearer_is_painted_later():
    floor_box = Solid(Box(0, 1, 0, 1, 0, 1), "low")
    on_top = Solid(Box(0, 1, 0, 1, 1, 2), "top")
    in_front = Solid(Box(0, 1, 1.5, 2, 0, 1), "front")
    order = [solid.svg for solid in painters_order([in_front, on_top, floor_box])]
    assert order.index("low") < order.index("top")
    assert order.index("low") < order.index("front")


def test_a_ring_of_blocks_is_still_painted_whole():
    left, front, low = (
        Solid(Box(0, 1, 0, 2, 1, 2), "left"),
        Solid(Box(1, 2, 0, 1, 0, 2), "front"),
        Solid(Box(0, 2, 1, 2, 0, 1), "low"),
    )
    for back, near in ((left, front), (front, low), (low, left)):
        assert back.box.covers(near.box)
        assert back.box.behind(near.box)
    assert {s.svg for s in painters_order([left, front, low])} == {"left", "front", "low"}


def test_mirrored_view_reflects_the_sheet():
    point = (2.0, 5.0, 1.0)
    plain, mirrored = View().project(point), View(mirrored=True).project(point)
    assert plain[0] + mirrored[0] == pytest.approx(1600)
    assert plain[1] == mirrored[1]


@pytest.mark.parametrize(("width", "size"), [(1600, (1600, 1040)), (400, (400, 260))])
def test_rendered_file_is_a_picture_of_the_asked_size(width, size):
    data = render_webp(draw_after(Room(1, "guichet")), width)
    with Image.open(BytesIO(data)) as image:
        image.load()
        assert (image.format, image.size) == ("WEBP", size)
        assert len(image.convert("RGB").getcolors(size[0] * size[1])) > 500


def test_text_that_is_no_drawing_is_refused():
    with pytest.raises(ValueError):
        render_webp("ceci n'est pas un dessin")
