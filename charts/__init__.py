"""Frame in, Plotly figure out, and the same frame in words. No data access, no Streamlit."""
