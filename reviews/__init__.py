"""Case reviews: from a serious incident to what the partnership learnt from it, published."""
