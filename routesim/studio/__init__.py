"""The page for trainers: place calls, drag sliders, watch. Everything is worked out here, the page only draws."""
